"""What the company sells: products of eight categories, each with a few variants.

Shared by all chunks: the catalogue depends on the seed only.
"""

from dataclasses import dataclass

import numpy as np

from c360.demo.chance import stream
from c360.demo.keys import Keyring

CATEGORIES = [
    "Coats & Jackets",
    "Shoes",
    "Kitchen",
    "Bedding & Bath",
    "Garden",
    "Toys & Games",
    "Beauty",
    "Outdoor",
]
CATEGORY_NAMES_FR = [
    "Manteaux et vestes",
    "Chaussures",
    "Cuisine",
    "Literie et bain",
    "Jardin",
    "Jeux et jouets",
    "Beauté",
    "Plein air",
]
_TYPICAL_PRICE = np.array([120, 85, 38, 52, 30, 26, 22, 70])
_NOUNS = [
    ["Parka", "Trench", "Duvet", "Cardigan", "Imperméable"],
    ["Bottines", "Sneakers", "Mocassins", "Sandales", "Bottes"],
    ["Cocotte", "Couteau", "Théière", "Poêle", "Cafetière"],
    ["Couette", "Serviette", "Oreiller", "Drap", "Peignoir"],
    ["Sécateur", "Jardinière", "Arrosoir", "Parasol", "Lanterne"],
    ["Puzzle", "Peluche", "Train", "Jeu de société", "Tricycle"],
    ["Crème", "Sérum", "Savon", "Parfum", "Baume"],
    ["Tente", "Sac à dos", "Gourde", "Lampe", "Réchaud"],
]
_QUALITIES = ["Boréale", "Classique", "Été", "Nordik", "Azur", "Heritage", "Lumière", "Urban"]
_VARIANTS = ["S", "M", "L", "Noir", "Écru"]
PRODUCTS_PER_CATEGORY = 40
VARIANTS_PER_PRODUCT = 3
PRICE_FACTOR = {"CA": 1.35, "US": 1.0, "FR": 0.95}


@dataclass
class Catalogue:
    """Arrays by product and by variant; prices are cents in US dollars before the country factor.

    ``popularity`` (categories by variants of a category) sums to 1 per category.
    """

    product_id: np.ndarray
    title: np.ndarray
    category: np.ndarray
    variant_id: np.ndarray
    variant_product: np.ndarray
    variant_title: np.ndarray
    sku: np.ndarray
    cents: np.ndarray
    popularity: np.ndarray

    def variants_of(self, categories: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Draw a variant for each wanted category, popular ones more often."""
        edges = np.cumsum(self.popularity, axis=1)
        per_category = self.popularity.shape[1]
        inside = np.empty(len(categories), dtype=np.int64)
        draws = rng.random(len(categories))
        for category in range(len(CATEGORIES)):
            rows = categories == category
            inside[rows] = np.searchsorted(edges[category], draws[rows])
        return categories * per_category + inside.clip(0, per_category - 1)

    def price(self, variants: np.ndarray, factor: np.ndarray) -> np.ndarray:
        """Return shelf prices in cents of the local currency, ending in .99 or .49."""
        whole = np.round(self.cents[variants] * factor / 100)
        return (whole * 100 - np.where(variants % 3 == 0, 51, 1)).astype(np.int64)


def make_catalogue(seed: int) -> Catalogue:
    """Make the company's products."""
    rng = stream(seed, "catalogue")
    keys = Keyring(seed, 0)
    products = len(CATEGORIES) * PRODUCTS_PER_CATEGORY
    category = np.repeat(np.arange(len(CATEGORIES)), PRODUCTS_PER_CATEGORY)
    serial = np.tile(np.arange(PRODUCTS_PER_CATEGORY), len(CATEGORIES))
    titles = [
        f"{_NOUNS[c][s % 5]} {_QUALITIES[s // 5]}" for c, s in zip(category, serial, strict=True)
    ]
    cents = _TYPICAL_PRICE[category] * 100 * rng.lognormal(0, 0.35, products)
    variant_product = np.repeat(np.arange(products), VARIANTS_PER_PRODUCT)
    option = (np.tile(np.arange(VARIANTS_PER_PRODUCT), products) + variant_product) % 5
    popularity = 1 / np.arange(1, PRODUCTS_PER_CATEGORY * VARIANTS_PER_PRODUCT + 1) ** 0.7
    popularity = np.array([rng.permutation(popularity) for _ in CATEGORIES])
    return Catalogue(
        product_id=keys.bigints("shopify.product", products, 4_400_000_000_000),
        title=np.array(titles, dtype=object),
        category=category,
        variant_id=keys.bigints("shopify.variant", len(variant_product), 31_000_000_000_000),
        variant_product=variant_product,
        variant_title=np.array([_VARIANTS[o] for o in option], dtype=object),
        sku=np.array(
            [
                f"{CATEGORIES[category[p]][:3].upper()}-{p:04d}-{o}"
                for p, o in zip(
                    variant_product, np.tile(np.arange(VARIANTS_PER_PRODUCT), products), strict=True
                )
            ],
            dtype=object,
        ),
        cents=cents[variant_product],
        popularity=popularity / popularity.sum(axis=1, keepdims=True),
    )
