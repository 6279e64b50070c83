"""The words of which streets, companies and e-mail addresses are made up."""


def _words(text: str) -> list[str]:
    """Split a block of words, so that lists stay readable."""
    return text.split()


EMAIL_DOMAINS = {
    "fr_ca": [
        "gmail.com",
        "hotmail.com",
        "videotron.ca",
        "outlook.com",
        "sympatico.ca",
        "yahoo.ca",
    ],
    "fr_fr": ["gmail.com", "orange.fr", "hotmail.fr", "free.fr", "laposte.net", "wanadoo.fr"],
    "en": ["gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "icloud.com", "aol.com"],
}
EMAIL_WEIGHTS = [0.46, 0.17, 0.13, 0.10, 0.08, 0.06]


def _streets(forms: str, names: str) -> list[str]:
    """Every street of a name and a form ('rue {}')."""
    return [
        form.format(" ".join(name.split()))
        for name in names.split(",")
        for form in forms.split(",")
    ]


STREETS = {
    "fr_ca": _streets(
        "rue {},av. {},boul. {},chemin {},rue {} O.,rue {} E.",
        """Saint-Denis,Sainte-Catherine,René-Lévesque,du Mont-Royal,Sherbrooke,Sainte-Foy,Laurier,
        des Érables,Notre-Dame,Papineau,du Collège,Saint-François,Saint-Joseph,de l'Église,Talbot,
        Saint-Laurent,Saint-Hubert,Saint-Jean,Saint-Louis,Saint-Paul,Sainte-Anne,Sainte-Marie,
        Principale,des Pins,des Ormes,des Bouleaux,des Lilas,du Parc,du Moulin,du Lac,de la Gare,
        de la Montagne,des Sources,de Maisonneuve,Champlain,Frontenac,Cartier,Montcalm,Lévis,
        Bourassa,Taschereau,Jean-Talon,Henri-Bourassa,Pie-IX,Rosemont,Beaubien,Masson,Ontario,
        Rachel,Gouin,du Fleuve,des Patriotes,Bellevue,des Cèdres,du Ruisseau,Wilfrid-Hamel""",
    ),
    "fr_fr": _streets(
        "rue {},avenue {},boulevard {},place {},chemin {},allée {}",
        """de la République,Victor-Hugo,Jean-Jaurès,de l'Hôtel-de-Ville,du Général-de-Gaulle,
        Gambetta,Pasteur,des Lilas,des Écoliers,des Tilleuls,du Moulin,Napoléon,des Chartrons,
        de l'Église,du Maréchal-Foch,de la Gare,des Écoles,de la Mairie,du Château,de la Fontaine,
        Jules-Ferry,Émile-Zola,Voltaire,Carnot,Anatole-France,de Verdun,de la Liberté,de la Paix,
        du 8-Mai-1945,du 11-Novembre,Aristide-Briand,Georges-Clemenceau,des Acacias,des Cerisiers,
        des Rosiers,des Peupliers,du Stade,de la Poste,du Lavoir,des Vignes,du Puits,Saint-Martin,
        Saint-Pierre,Sainte-Croix,Lamartine,Molière,Racine,Balzac,Rabelais,Marceau,Kléber,Hoche,
        Lafayette,Mirabeau,Thiers,Danton""",
    ),
    "en": _streets(
        "{} St,{} Ave,{} Street,{} Rd,{} Dr,{} Lane,{} Blvd",
        """Main,Maple,Oak,King,Queen,Elm,Washington,Park,Lakeshore,Cedar,2nd,Highland,Sunset,
        St. George,Bayview,Church,Pine,Walnut,Chestnut,Spruce,Birch,Willow,Cherry,Hickory,Mill,
        River,Hill,Spring,Forest,Meadow,Ridge,Valley,Lake,Garden,Orchard,College,School,Center,
        Market,Front,Water,Union,Franklin,Jefferson,Lincoln,Madison,Jackson,Adams,Wellington,
        Victoria,Dundas,Bloor,Yonge,Richmond,Prospect,Railroad""",
    ),
}

COMPANY_HEADS = _words(
    """Boréal Nordik Horizon Atlas Méridien Laurentide Pacific Summit Harbor Maple
    Cascade Lumière Azur Alizé Granite Évolution Pinnacle Bluestone Rivière Orée Sequoia Vertex
    Aubépine Tilleul Concorde Prairie Keystone Beacon Mistral Estuaire"""
)
COMPANY_TAILS = {
    "fr_ca": ["Construction inc.", "Services Conseils inc.", "Design inc.", "Transport ltée"],
    "fr_fr": ["SARL", "Bâtiment SAS", "Conseil SA", "Distribution SARL"],
    "en": ["Logistics LLC", "Consulting Inc.", "Builders Ltd.", "Hospitality Group"],
}
INDUSTRIES = ["Construction", "Hospitality", "Retail", "Education", "Health Care", "Consulting"]
JOB_TITLES = {
    "fr": ["Acheteuse", "Acheteur principal", "Directrice générale", "Gérant", "Adjointe"],
    "en": ["Buyer", "Purchasing Manager", "Office Manager", "Owner", "Operations Director"],
}
