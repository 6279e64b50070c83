"""The words of which names, streets, companies and addresses are made (all people are made up)."""


def _words(text: str) -> list[str]:
    """Split a block of words, so that lists stay readable."""
    return text.split()


FIRST_NAMES = {
    ("fr_ca", "f"): _words(
        """Élodie Marie-Ève Geneviève Mélanie Isabelle Chloé Audrey Noémie Léa Émilie
        Rosalie Florence Juliette Océane Camille Gabrielle Ariane Stéphanie Véronique Annie Julie
        Nathalie Sylvie France Lise Ginette Manon Josée Hélène Thérèse Amélie Maëlle Zoé Alexandra
        Catherine Sophie Marie-Pier Joëlle Cynthia Karine Valérie Sandrine Danielle Louise Nicole
        Françoise Béatrice Charlotte Élisabeth Raphaëlle"""
    ),
    ("fr_ca", "m"): _words(
        """Étienne Félix Mathieu Jérôme Olivier Samuel Maxime Alexis Gabriel Zachary
        Xavier Émile Antoine Jérémy Charles-Antoine Jean-François Marc-André Pierre-Luc Sébastien
        François Benoît Stéphane Éric Martin Daniel Michel Réjean Normand Gaétan Gilles Yves André
        Luc Sylvain Patrick Frédéric Philippe Vincent Guillaume Nicolas Raphaël Thomas Loïc Cédric
        Hugo Mathis Édouard Léo Simon Jacques"""
    ),
    ("fr_fr", "f"): _words(
        """Camille Léa Manon Chloé Inès Jade Louise Zoé Lina Anaïs Océane Mathilde
        Juliette Clémence Margaux Aurélie Émilie Céline Sandrine Nathalie Véronique Sylvie Corinne
        Martine Monique Françoise Jeannine Hélène Brigitte Laëtitia Stéphanie Delphine Élise Noémie
        Maëva Yasmine Fatima Aïcha Gaëlle Solène Apolline Éloïse Agnès Bénédicte Cécile Gwenaëlle
        Marie-Laure Anne-Sophie Valérie Nadia"""
    ),
    ("fr_fr", "m"): _words(
        """Lucas Hugo Léo Gabriel Raphaël Jules Louis Arthur Ethan Théo Clément Maxime
        Antoine Baptiste Romain Kévin Jérôme Sébastien Frédéric Stéphane Christophe Thierry Pascal
        Didier Alain Bernard Gérard Jean-Pierre Jean-Luc François Benoît Rémi Loïc Mickaël Yann
        Mehdi Karim Mohamed Youssef Aurélien Cédric Grégory Étienne Guillaume Matthieu Noël René
        Tanguy Valentin Bastien"""
    ),
    ("en", "f"): _words(
        """Emma Olivia Ava Sophia Isabella Charlotte Amelia Mia Harper Evelyn Abigail
        Emily Elizabeth Madison Grace Hannah Samantha Jessica Ashley Sarah Jennifer Amanda Melissa
        Nicole Stephanie Rebecca Laura Michelle Kimberly Lisa Angela Karen Susan Deborah Linda
        Patricia Barbara Margaret Dorothy Priya Mei Fatima Sofia María Renée Chloe Zoë Victoria
        Katherine Christine"""
    ),
    ("en", "m"): _words(
        """Liam Noah Oliver Elijah James William Benjamin Lucas Henry Alexander Mason
        Michael Ethan Daniel Jacob Logan Jackson Matthew Joshua Andrew Christopher David Joseph
        Ryan Brandon Justin Kevin Brian Robert Richard Thomas Charles Steven Edward Ronald Kenneth
        George Donald Gary Raj Wei Ahmed José Miguel André Samuel Nathan Gregory Timothy
        Anthony"""
    ),
}

LAST_NAMES = {
    "fr_ca": _words(
        """Tremblay Gagnon Roy Côté Bouchard Gauthier Morin Lavoie Fortin Gagné Ouellet
        Pelletier Bélanger Lévesque Bergeron Leblanc Paquette Girard Simard Boucher Caron Beaulieu
        Cloutier Dubé Poirier Fournier Lapointe Leclerc Lefebvre Poulin Thibault St-Pierre Nadeau
        Martel Desjardins Boisvert Villeneuve Hébert Grenier Lessard Côté-Roy Bédard Archambault
        Demers Gendron Légaré Proulx Thériault Vachon Charbonneau Dufour Picard Rousseau Béland
        Desrosiers Chouinard Gosselin Turcotte Dionne Nguyen Jean-Baptiste Pierre Haddad
        Benali"""
    ),
    "fr_fr": _words(
        """Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon
        Michel Lefèvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert
        Fontaine Rousseau Vincent Muller Lefèbvre Faure André Mercier Blanc Guérin Boyer Garnier
        Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel
        Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier
        Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martínez Gérard
        Benhaddou Traoré Diallo Nguyên"""
    ),
    "en": _words(
        """Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore
        Jackson Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King
        Wright Scott Green Baker Adams Nelson Hill Campbell Mitchell Roberts Carter Phillips Evans
        Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson
        Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray James
        Hughes Price Myers Long Foster Sanders Ross Powell Sullivan Russell O'Brien O'Connor
        MacDonald McKenzie Singh Patel Chen Wong Kim Nguyen García Rodríguez Hernández López
        Fraser"""
    ),
}

NICKNAMES = {
    "Robert": "Bob",
    "Richard": "Rick",
    "William": "Bill",
    "James": "Jim",
    "Michael": "Mike",
    "Christopher": "Chris",
    "Thomas": "Tom",
    "Joseph": "Joe",
    "Daniel": "Dan",
    "Edward": "Ed",
    "Kenneth": "Ken",
    "Steven": "Steve",
    "Benjamin": "Ben",
    "Samuel": "Sam",
    "Alexander": "Alex",
    "Matthew": "Matt",
    "Andrew": "Andy",
    "Anthony": "Tony",
    "Timothy": "Tim",
    "Elizabeth": "Liz",
    "Jennifer": "Jen",
    "Jessica": "Jess",
    "Samantha": "Sam",
    "Rebecca": "Becky",
    "Katherine": "Kate",
    "Margaret": "Peggy",
    "Patricia": "Pat",
    "Deborah": "Debbie",
    "Kimberly": "Kim",
    "Abigail": "Abby",
    "Stéphanie": "Steph",
    "Frédéric": "Fred",
    "Sébastien": "Seb",
    "Geneviève": "Gen",
    "Véronique": "Véro",
    "Nathalie": "Nath",
    "Jean-François": "JF",
    "Pierre-Luc": "PL",
    "Alexandra": "Alex",
    "Guillaume": "Guy",
    "Christophe": "Chris",
    "Élisabeth": "Babette",
    "Mathieu": "Mat",
    "Maxime": "Max",
    "Catherine": "Cathy",
    "Valérie": "Val",
}

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

STREETS = {
    "fr_ca": [
        "rue Saint-Denis",
        "rue Sainte-Catherine O.",
        "boul. René-Lévesque",
        "av. du Mont-Royal",
        "rue Sherbrooke E.",
        "chemin Sainte-Foy",
        "boul. Laurier",
        "rue des Érables",
        "rue Notre-Dame",
        "av. Papineau",
        "rue du Collège",
        "montée Saint-François",
        "rang Saint-Joseph",
        "rue de l'Église",
        "boul. Talbot",
    ],
    "fr_fr": [
        "rue de la République",
        "avenue Victor-Hugo",
        "rue Jean-Jaurès",
        "place de l'Hôtel-de-Ville",
        "rue du Général-de-Gaulle",
        "boulevard Gambetta",
        "rue Pasteur",
        "rue des Lilas",
        "chemin des Écoliers",
        "allée des Tilleuls",
        "impasse du Moulin",
        "cours Napoléon",
        "quai des Chartrons",
        "rue de l'Église",
        "avenue du Maréchal-Foch",
    ],
    "en": [
        "Main St",
        "Maple Ave",
        "Oak Street",
        "King St W",
        "Queen Street East",
        "Elm Dr",
        "Washington Blvd",
        "Park Avenue",
        "Lakeshore Rd",
        "Cedar Lane",
        "2nd Ave N",
        "Highland Crescent",
        "Sunset Blvd",
        "St. George St",
        "Bayview Rd",
    ],
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
