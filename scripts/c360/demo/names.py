"""The names of the made-up people, the most frequent first: weights fall with the place."""


def _names(text: str) -> list[str]:
    """Split a block of names, so that lists stay readable."""
    return text.split()


FIRST_NAMES = {
    ("fr_ca", "f"): _names(
        """Élodie Marie-Ève Geneviève Mélanie Isabelle Chloé Audrey Noémie Léa Émilie Rosalie
        Florence Juliette Océane Camille Gabrielle Ariane Stéphanie Véronique Annie Julie
        Nathalie Sylvie France Lise Ginette Manon Josée Hélène Thérèse Amélie Maëlle Zoé
        Alexandra Catherine Sophie Marie-Pier Joëlle Cynthia Karine Valérie Sandrine Danielle
        Louise Nicole Françoise Béatrice Charlotte Élisabeth Raphaëlle Laurence Anne-Marie Sarah
        Jade Maude Myriam Caroline Chantal Johanne Diane Francine Linda Suzanne Carole Line
        Andrée Pierrette Monique Jocelyne Lucie Claire Martine Sonia Marie-Claude Marie-France
        Marie-Josée Anne Mireille Lyne Guylaine Brigitte Sara Megan Ève Coralie Laurie Roxanne
        Jessica Vanessa Marianne Alice Livia Béatrice-Anne Clara Victoria Maïka Delphine
        Clémence Emmanuelle Dominique Julianne Pascale Michelle Colette Huguette Jeannine Rita
        Gisèle Madeleine Denise Micheline Solange Rachel Yolande Line-Marie Josiane Mélissa
        Sabrina Kim Tania Nancy Patricia Hélène-Anne Édith Ophélie Flavie Élyse Romane Anaïs
        Justine"""
    ),
    ("fr_ca", "m"): _names(
        """Étienne Félix Mathieu Jérôme Olivier Samuel Maxime Alexis Gabriel Zachary Xavier Émile
        Antoine Jérémy Charles-Antoine Jean-François Marc-André Pierre-Luc Sébastien François
        Benoît Stéphane Éric Martin Daniel Michel Réjean Normand Gaétan Gilles Yves André Luc
        Sylvain Patrick Frédéric Philippe Vincent Guillaume Nicolas Raphaël Thomas Loïc Cédric
        Hugo Mathis Édouard Léo Simon Jacques Alexandre William Nathan Jacob Liam Arnaud Anthony
        Jonathan David Dominic Francis Marc Pierre Robert Jean Claude Serge Alain Denis Mario
        Richard Guy Roger Denis-Luc Marcel Roland Raymond Gérard Léon Fernand Laurent Bernard
        Jean-Pierre Jean-Guy Jean-Claude Jean-Philippe Louis Louis-Philippe Marc-Antoine
        Pierre-Olivier Charles Christian Christophe Bruno Carl Dany Éloi Elliot Emmanuel Fabien
        Gaël Ghislain Ian Jean-Sébastien Joël Julien Karl Kevin Lucas Malik Marc-Olivier Mathias
        Maxim Médéric Noah Pascal Paul Rémi Robin Stéphan Steve Sylvio Tristan Ulysse Victor
        Yannick Yvon Zacharie Arthur Henri Rosaire Clément Conrad"""
    ),
    ("fr_fr", "f"): _names(
        """Camille Léa Manon Chloé Inès Jade Louise Zoé Lina Anaïs Océane Mathilde Juliette
        Clémence Margaux Aurélie Émilie Céline Sandrine Nathalie Véronique Sylvie Corinne
        Martine Monique Françoise Jeannine Hélène Brigitte Laëtitia Stéphanie Delphine Élise
        Noémie Maëva Yasmine Fatima Aïcha Gaëlle Solène Apolline Éloïse Agnès Bénédicte Cécile
        Gwenaëlle Marie-Laure Anne-Sophie Valérie Nadia Marie Jeanne Emma Alice Lucie Sarah
        Julie Pauline Laura Marion Elsa Charlotte Justine Caroline Isabelle Catherine Sophie
        Christine Anne Patricia Annie Chantal Nicole Jacqueline Denise Odile Colette Ginette
        Simone Yvette Paulette Michèle Danielle Marie-Christine Marie-Claude Florence Laurence
        Karine Virginie Audrey Élodie Mélanie Amandine Jessica Amélie Emmanuelle Magali Muriel
        Carole Béatrice Dominique Ghislaine Josiane Évelyne Mireille Joëlle Arlette Huguette
        Solange Lola Ambre Rose Romane Agathe Mila Capucine Victoria Margot Eva Maëlys Lilou
        Salomé Alexia Ophélie Coralie Marine Morgane Estelle Ingrid Sabrina Samira Leïla Assia
        Mariam"""
    ),
    ("fr_fr", "m"): _names(
        """Lucas Hugo Léo Gabriel Raphaël Jules Louis Arthur Ethan Théo Clément Maxime Antoine
        Baptiste Romain Kévin Jérôme Sébastien Frédéric Stéphane Christophe Thierry Pascal
        Didier Alain Bernard Gérard Jean-Pierre Jean-Luc François Benoît Rémi Loïc Mickaël Yann
        Mehdi Karim Mohamed Youssef Aurélien Cédric Grégory Étienne Guillaume Matthieu Noël René
        Tanguy Valentin Bastien Jean Pierre Michel Philippe Patrick Nicolas Julien Alexandre
        Thomas Vincent Olivier Laurent Éric David Daniel Jacques Marcel Roger Robert Henri
        Georges Raymond Claude Christian Serge Dominique Gilles Yves Denis Marc Bruno Hervé
        Franck Fabrice Ludovic Jonathan Anthony Florian Quentin Alexis Adrien Simon Paul Victor
        Martin Adam Nathan Noah Sacha Eliott Gabin Timéo Samuel Mathis Enzo Nolan Axel Dylan
        Damien Arnaud Xavier Emmanuel Jean-Marc Jean-Claude Jean-François Jean-Michel Jean-Paul
        Joël Régis Rachid Ahmed Omar Bilal Ibrahim Moussa Samir Fabien Gaëtan Hubert Lionel
        Marius Norbert Octave Ulysse Maël Malo Erwan Gwendal"""
    ),
    ("en", "f"): _names(
        """Emma Olivia Ava Sophia Isabella Charlotte Amelia Mia Harper Evelyn Abigail Emily
        Elizabeth Madison Grace Hannah Samantha Jessica Ashley Sarah Jennifer Amanda Melissa
        Nicole Stephanie Rebecca Laura Michelle Kimberly Lisa Angela Karen Susan Deborah Linda
        Patricia Barbara Margaret Dorothy Priya Mei Fatima Sofia María Renée Chloe Zoë Victoria
        Katherine Christine Mary Anna Ella Lily Zoe Natalie Julia Audrey Claire Lucy Ruby Alice
        Violet Hazel Nora Leah Aria Scarlett Penelope Layla Eleanor Stella Naomi Caroline
        Aaliyah Kennedy Allison Savannah Brooklyn Megan Lauren Rachel Kayla Alexis Danielle
        Courtney Heather Amy Tiffany Crystal Erin Kelly Shannon Tracy Dawn Tina Wendy Denise
        Pamela Donna Carol Sandra Sharon Cynthia Kathleen Nancy Betty Helen Ruth Virginia Janet
        Diane Joyce Marie Frances Alicia Gloria Teresa Ana Carmen Rosa Lucia Aisha Yasmin Anjali
        Deepa Lin Hui Yuki Siobhan Fiona Moira Bridget Tara"""
    ),
    ("en", "m"): _names(
        """Liam Noah Oliver Elijah James William Benjamin Lucas Henry Alexander Mason Michael Ethan
        Daniel Jacob Logan Jackson Matthew Joshua Andrew Christopher David Joseph Ryan Brandon
        Justin Kevin Brian Robert Richard Thomas Charles Steven Edward Ronald Kenneth George
        Donald Gary Raj Wei Ahmed José Miguel André Samuel Nathan Gregory Timothy Anthony John
        Mark Paul Jason Jeffrey Scott Eric Stephen Larry Frank Raymond Jerry Dennis Patrick
        Peter Douglas Carl Arthur Roger Terry Sean Austin Jesse Dylan Tyler Zachary Kyle Aaron
        Adam Jordan Cameron Evan Connor Caleb Isaac Luke Owen Wyatt Julian Levi Gabriel Lincoln
        Theodore Leo Hudson Ezra Carter Jayden Christian Hunter Ian Colin Craig Derek Duncan
        Graham Malcolm Neil Stuart Trevor Victor Walter Wayne Alan Albert Bruce Curtis Eugene
        Gerald Harold Howard Lawrence Leonard Martin Philip Ralph Roy Russell Vikram Arjun Omar
        Carlos Luis Juan Diego Chen Hiroshi Dmitri"""
    ),
}

LAST_NAMES = {
    "fr_ca": _names(
        """Tremblay Gagnon Roy Côté Bouchard Gauthier Morin Lavoie Fortin Gagné Ouellet Pelletier
        Bélanger Lévesque Bergeron Leblanc Paquette Girard Simard Boucher Caron Beaulieu
        Cloutier Dubé Poirier Fournier Lapointe Leclerc Lefebvre Poulin Thibault St-Pierre
        Nadeau Martel Desjardins Boisvert Villeneuve Hébert Grenier Lessard Côté-Roy Bédard
        Archambault Demers Gendron Légaré Proulx Thériault Vachon Charbonneau Dufour Picard
        Rousseau Béland Desrosiers Chouinard Gosselin Turcotte Dionne Nguyen Jean-Baptiste
        Pierre Haddad Benali Lachance Landry Leduc Lemieux Levasseur Champagne Charette
        Côté-Martin Couture Cyr Daigle Deschênes Desmarais Dion Doyon Drolet Duchesne Dumas
        Dumont Dupuis Durand Émond Éthier Ferland Fiset Forget Fortier Fréchette Gaudreau
        Gaudreault Gélinas Germain Giguère Gingras Giroux Godin Goulet Gravel Grondin Guay
        Guérin Guilbault Hamel Harvey Houle Jacques Jean Jobin Joly Labbé Labelle Labrecque
        Lacasse Lacroix Laflamme Lafleur Lafontaine Laforest Laframboise Lajoie Lalonde Lamarche
        Lambert Lamontagne Langevin Langlois Laplante Laroche Larose Larouche Lauzon Lavallée
        Lavigne Leboeuf Lebel Leclair Lefrançois Legault Lemay Lemelin Lepage Leroux Létourneau
        Levert Loiselle Lortie Lussier Mailloux Maltais Marceau Marchand Marcotte Marcoux Marois
        Marquis Martin Masson Massé Mathieu Ménard Mercier Messier Michaud Migneault Miron
        Monette Morel Morissette Morneau Nault Noël Normand Ouimet Pagé Paradis Parent Paré
        Patry Pépin Perreault Perron Petit Phaneuf Plante Plourde Potvin Pouliot Prévost Provost
        Quirion Racine Raymond Renaud Rhéaume Richard Riopel Rioux Rivard Robert Robitaille
        Rochon Rodrigue Rondeau Roussel Sauvé Savard Savoie Séguin Sénécal Sirois Soucy St-Amand
        St-Jean St-Laurent St-Onge Tardif Tessier Thibeault Thibodeau Toupin Tousignant Traoré
        Trépanier Trudeau Trudel Turgeon Vaillancourt Valiquette Vallée Veilleux Verreault
        Verville Vézina Viau Viens Vigneault Tran Singh Diallo Fernandez"""
    ),
    "fr_fr": _names(
        """Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel
        Lefèvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine
        Rousseau Vincent Muller Lefèbvre Faure André Mercier Blanc Guérin Boyer Garnier
        Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry
        Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer
        Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud
        Martínez Gérard Benhaddou Traoré Diallo Nguyên Aubert Bailly Baron Barre Barthélemy
        Baudry Bazin Bénard Berger Bertin Besnard Besson Bigot Blanchet Blin Bodin Boulanger
        Boulay Bouquet Bourdon Bourgeois Boutin Bouvet Bouvier Breton Briand Bruneau Buisson
        Camus Carlier Caron Carpentier Carré Charles Charpentier Charrier Chartier Chauvet
        Chauvin Chevallier Chrétien Clerc Cohen Colas Collet Collin Cordier Cornet Costa
        Courtois Cousin Coutant Da-Silva Daniel Delaunay Delmas Delorme Descamps Deschamps
        Devaux Dias Didier Dos-Santos Doucet Drouet Dubreuil Duhamel Dumas Dupré Dupuis Dupuy
        Duval-Petit Étienne Evrard Fabre Ferrand Ferreira Ferry Fischer Fleury Forestier Foucher
        Fouquet Gallet Gay Georges Germain Gilbert Gillet Girault Godard Gomez Gonçalves
        Gosselin Gros Grondin Guichard Guillaume Guillet Guillot Guyot Hamel Hamon Hardy Hebert
        Herve Hoarau Hubert Huet Humbert Imbert Jacob Jacques Jacquet Jacquot Julien Klein Labbé
        Lacombe Lacroix Lagarde Laine Langlois Laporte Launay Lebon Lebreton Leblanc Leclerc
        Leclercq Lecomte Leduc Legros Lejeune Lelièvre Lemaitre Lemoine Léon Lepage Léger
        Leveque Lopez Louis Loiseau Lombard Mace Mahé Maillard Maillet Mallet Marechal Marin
        Marion Marques Marty Mary Maurice Mendes Menard Michaud Millet Millot Monnier Moulin
        Neveu Olivier Paris Parent Pasquier Paul Payet Pelletier Peltier Pereira Perez Perret
        Perrier Perrot Philippe Picard Pichon Pineau Poirier Pons Poulain Prévost Raynaud Rault
        Regnier Remy Renard Renaud Renault Rey Reynaud Ribeiro Rigaud Rocher Roche Rodriguez
        Roger Rolland Rossi Rousset Royer Ruiz Salmon Sanchez Sauvage Schmitt Schneider Simonet
        Tanguy Tessier Texier Thibault Thierry Tournier Tran Vallée Vasseur Verdier Vidal Vial
        Voisin Wagner Weber Benali Belkacem Camara Cissé Coulibaly Haddad Keita Mansouri"""
    ),
    "en": _names(
        """Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore
        Jackson Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King
        Wright Scott Green Baker Adams Nelson Hill Campbell Mitchell Roberts Carter Phillips
        Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers Morgan Cooper
        Peterson Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett
        Gray James Hughes Price Myers Long Foster Sanders Ross Powell Sullivan Russell O'Brien
        O'Connor MacDonald McKenzie Singh Patel Chen Wong Kim Nguyen García Rodríguez Hernández
        López Fraser Allison Alvarez Andrews Armstrong Arnold Atkinson Austin Baldwin Ball Banks
        Barnes Barnett Barrett Barton Bates Beck Berry Bishop Black Blair Boyd Bradley Brady
        Bryant Burke Burns Burton Butler Byrne Caldwell Cameron Carlson Carr Carroll Castillo
        Castro Chambers Chan Chandler Chapman Chavez Christensen Clarke Cohen Coleman Cole
        Crawford Cruz Cunningham Curtis Dalton Daniels Davidson Dawson Day Dean Diaz Dixon
        Douglas Doyle Duncan Dunn Eaton Elliott Ellis Farrell Ferguson Fernandez Fields Fisher
        Fitzgerald Fleming Fletcher Flores Ford Foley Fowler Fox Francis Franklin Freeman Fuller
        Gallagher Garner Garrett George Gibson Gill Gomez Gonzales Goodman Gordon Graham Grant
        Graves Greene Griffin Guerrero Gupta Gutierrez Hale Hamilton Hansen Hanson Harper
        Harrison Hart Harvey Hawkins Hayes Henderson Henry Hicks Hoffman Holland Holmes Hopkins
        Houston Hudson Hunt Hunter Hussain Jenkins Jennings Jensen Jimenez Johnston Jordan
        Joseph Kaur Keller Kennedy Khan Knight Lambert Lane Larson Lawrence Lawson Leblanc
        Leonard Li Lin Little Liu Lowe Lucas Lynch Lyons Malone Mann Marsh Marshall Martinez
        Mason Matthews May McCarthy McCoy McDonald McGrath McLean Medina Mendoza Meyer Mills
        Montgomery Morales Moreno Morrison Murray Newman Nguyen-Lee Nichols Norris Obrien Oliver
        Olson Ortiz Owens Palmer Park Patterson Payne Pearson Perez Perkins Perry Peters Pierce
        Porter Quinn Ramirez Ramos Reid Reyes Reynolds Rice Riley Rivera Roberson Robertson
        Romero Rose Ryan Sanchez Schmidt Schneider Schultz Sharma Shaw Simmons Simpson Sims
        Snyder Soto Spencer Stephens Stevens Stone Sutton Tran Torres Tucker Vargas Vasquez
        Wagner Wallace Walsh Wang Warren Watkins Weaver Webb Weber Welch Wells West Wheeler
        Williamson Willis Wolfe Woods Wu Yang Zhang"""
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
