"""Sentences about assets that break a rule of the network: what is wrong and what helps."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    # Lines
    "end_node_far": Text(
        lb="{asset}: d'Enn läit {distance_m} m vum Knuet {other} ewech, méi wéi {tolerance_m} m. "
        "Zitt d'Linn op de Knuet oder verbessert seng Positioun.",
        fr="{asset} : l'extrémité est à {distance_m} m du nœud {other}, plus de {tolerance_m} m. "
        "Ramenez la ligne sur le nœud ou corrigez sa position.",
        de="{asset}: das Ende liegt {distance_m} m vom Knoten {other} entfernt, mehr als "
        "{tolerance_m} m. Ziehen Sie die Linie auf den Knoten oder berichtigen Sie seine Lage.",
        en="{asset}: its end lies {distance_m} m from the node {other}, more than {tolerance_m} m. "
        "Draw the line to the node, or correct where that stands.",
    ),
    "end_node_missing": Text(
        lb="{asset}: um Enn läit kee Knuet. Setzt een derbäi, oder zitt d'Linn bis bei den "
        "nächsten.",
        fr="{asset} : aucun nœud à son extrémité. Ajoutez-en un ou prolongez la ligne jusqu'au "
        "suivant.",
        de="{asset}: am Ende liegt kein Knoten. Setzen Sie einen, oder führen Sie die Linie bis "
        "zum nächsten.",
        en="{asset}: there is no node at its end. Add one, or draw the line to the next.",
    ),
    "end_node_unknown": Text(
        lb="{asset}: nennt de Knuet {name}, deen et net gëtt. Verbessert de Code oder setzt de "
        "Knuet derbäi.",
        fr="{asset} : cite le nœud {name}, qui n'existe pas. Corrigez le code ou ajoutez le nœud.",
        de="{asset}: nennt den Knoten {name}, den es nicht gibt. Berichtigen Sie die Kennung oder "
        "ergänzen Sie den Knoten.",
        en="{asset}: names the node {name}, which does not exist. Correct the code or add the "
        "node.",
    ),
    "line_not_split": Text(
        lb="{asset}: {other} läit drop, awer d'Linn geet do duerch. Deelt se un deem Knuet.",
        fr="{asset} : {other} se trouve dessus, mais la ligne y passe sans s'arrêter. Divisez-la à "
        "ce nœud.",
        de="{asset}: {other} liegt darauf, doch die Linie läuft dort durch. Teilen Sie sie an "
        "diesem Knoten.",
        en="{asset}: {other} lies on it, but the line runs through. Split it at that node.",
    ),
    "lines_duplicate": Text(
        lb="{asset}: läit op {other}, nierens méi wéi {tolerance_m} m dovun ewech. Ass et zweemol "
        "déi selwecht, läscht eng.",
        fr="{asset} : se confond avec {other}, à {tolerance_m} m près partout. Si c'est le même "
        "ouvrage, supprimez-en un.",
        de="{asset}: deckt sich mit {other}, überall auf {tolerance_m} m. Ist es zweimal dieselbe, "
        "löschen Sie eine.",
        en="{asset}: coincides with {other} within {tolerance_m} m all along. If both are the "
        "same, delete one.",
    ),
    "lines_overlap": Text(
        lb="{asset}: läit op {length_m} m genee iwwer {other}. Deelt oder kierzt eng vun deenen "
        "zwou.",
        fr="{asset} : recouvre exactement {other} sur {length_m} m. Divisez ou raccourcissez l'une "
        "des deux.",
        de="{asset}: liegt auf {length_m} m genau über {other}. Teilen oder kürzen Sie eine der "
        "beiden.",
        en="{asset}: lies exactly upon {other} for {length_m} m. Split or shorten one of them.",
    ),
    "line_too_short": Text(
        lb="{asset}: nëmme {length_m} m laang, manner wéi {tolerance_m} m. Läscht se a verbannt "
        "hir Nopeschen.",
        fr="{asset} : longue de {length_m} m seulement, moins de {tolerance_m} m. Supprimez-la et "
        "reliez ses voisines.",
        de="{asset}: nur {length_m} m lang, kürzer als {tolerance_m} m. Löschen Sie sie und "
        "verbinden Sie ihre Nachbarn.",
        en="{asset}: only {length_m} m long, less than {tolerance_m} m. Delete it and join its "
        "neighbours.",
    ),
    "line_short": Text(
        lb="{asset}: {length_m} m laang, manner wéi {tolerance_m} m. Kuckt no, ob dat stëmmt.",
        fr="{asset} : longue de {length_m} m, moins de {tolerance_m} m. Vérifiez que c'est voulu.",
        de="{asset}: {length_m} m lang, kürzer als {tolerance_m} m. Prüfen Sie, ob das stimmt.",
        en="{asset}: {length_m} m long, less than {tolerance_m} m. See whether that is meant.",
    ),
    "line_closed": Text(
        lb="{asset}: fänkt do un, wou se ophält. Gitt hir zwee verschidde Knuet.",
        fr="{asset} : commence là où elle finit. Donnez-lui deux nœuds différents.",
        de="{asset}: beginnt, wo sie endet. Geben Sie ihr zwei verschiedene Knoten.",
        en="{asset}: begins where it ends. Give it two different nodes.",
    ),
    # Points
    "nodes_duplicate": Text(
        lb="{asset}: läit {distance_m} m vun {other} ewech, an der selwechter Couche. Ass et "
        "zweemol déi selwecht Anlag, läscht eng.",
        fr="{asset} : à {distance_m} m de {other}, dans la même couche. Si c'est le même ouvrage, "
        "supprimez-en un.",
        de="{asset}: liegt {distance_m} m neben {other}, in derselben Ebene. Ist es zweimal "
        "dieselbe Anlage, löschen Sie eine.",
        en="{asset}: lies {distance_m} m from {other} of the same layer. If both are the same "
        "asset, delete one.",
    ),
    "node_orphan": Text(
        lb="{asset}: keng Linn kënnt hei un, a keng Anlag nennt e. Zeechent d'Linn, oder läscht "
        "de Punkt.",
        fr="{asset} : aucune ligne n'y aboutit et aucun ouvrage ne le cite. Dessinez la ligne ou "
        "supprimez le point.",
        de="{asset}: keine Linie endet hier, und keine Anlage nennt ihn. Zeichnen Sie die Linie, "
        "oder löschen Sie den Punkt.",
        en="{asset}: no line ends here and no asset names it. Draw the line, or delete the point.",
    ),
    "degree_wrong": Text(
        lb="{asset}: hei kommen {found} Linnen zesummen, no senger Zort missten et {wanted} sinn. "
        "Ännert d'Zort oder zeechent d'Linnen no.",
        fr="{asset} : {found} lignes s'y rejoignent, son type en voudrait {wanted}. Changez le "
        "type ou complétez les lignes.",
        de="{asset}: hier treffen {found} Linien zusammen, nach seiner Art müssten es {wanted} "
        "sein. Ändern Sie die Art oder zeichnen Sie die Linien nach.",
        en="{asset}: {found} lines meet here, its kind would have {wanted}. Change the kind, or "
        "complete the lines.",
    ),
    "diameter_changes": Text(
        lb="{asset}: vun DN {one} op DN {another} ouni Reduktioun. Setzt eng Reduktioun, oder "
        "verbessert den Duerchmiesser.",
        fr="{asset} : du DN {one} au DN {another} sans réduction. Placez une réduction ou corrigez "
        "le diamètre.",
        de="{asset}: von DN {one} auf DN {another} ohne Reduzierstück. Setzen Sie eines, oder "
        "berichtigen Sie die Nennweite.",
        en="{asset}: from DN {one} to DN {another} without a reducer. Place one, or correct the "
        "diameter.",
    ),
    "pressure_changes": Text(
        lb="{asset}: vu PN {one} op PN {another} bei engem Knuet ouni Reduktioun. De méi klengen "
        "Drock gëllt; kuckt no, ob dat stëmmt.",
        fr="{asset} : de PN {one} à PN {another} sur un nœud sans réduction. La plus faible "
        "pression décide ; vérifiez les valeurs.",
        de="{asset}: von PN {one} auf PN {another} an einem Knoten ohne Reduzierung. Der kleinere "
        "Druck entscheidet; prüfen Sie die Werte.",
        en="{asset}: from PN {one} to PN {another} at a node that reduces nothing. The lower "
        "pressure decides; check the values.",
    ),
    "material_changes": Text(
        lb="{asset}: vun {one} op {another}; no senger Zort verbënnt de Knuet déi zwee net. Kuckt "
        "d'Material no.",
        fr="{asset} : passage de {one} à {another} sur un nœud dont le type ne le prévoit pas. "
        "Vérifiez le matériau.",
        de="{asset}: von {one} auf {another} an einem Knoten, dessen Art das nicht vorsieht. "
        "Prüfen Sie den Werkstoff.",
        en="{asset}: from {one} to {another} at a node whose kind does not provide for it. Check "
        "the material.",
    ),
    "reducer_without_change": Text(
        lb="{asset}: eng Reduktioun, mä béid Linnen hunn DN {size_mm}. Verbessert d'Zort oder en "
        "Duerchmiesser.",
        fr="{asset} : une réduction, mais les deux conduites ont le DN {size_mm}. Corrigez le type "
        "ou un diamètre.",
        de="{asset}: ein Reduzierstück, doch beide Leitungen haben DN {size_mm}. Berichtigen Sie "
        "die Art oder eine Nennweite.",
        en="{asset}: a reducer, but both pipes have DN {size_mm}. Correct its kind or a diameter.",
    ),
    # Levels
    "slope_adverse": Text(
        lb="{asset}: klëmmt ëm {rise_m} m a Fléissrichtung. Kuckt d'Sohlhéichten an d'Richtung no, "
        "oder gitt un, datt et eng Drockleitung oder en Düker ass.",
        fr="{asset} : monte de {rise_m} m dans le sens de l'écoulement. Vérifiez les cotes et le "
        "sens, ou indiquez une conduite sous pression ou un siphon.",
        de="{asset}: steigt um {rise_m} m in Fließrichtung. Prüfen Sie Sohlhöhen und Richtung, "
        "oder geben Sie Druckleitung oder Düker an.",
        en="{asset}: rises by {rise_m} m in the direction of flow. Check the levels and the "
        "direction, or say that it is a pressure pipe or a siphon.",
    ),
    "outgoing_above_incoming": Text(
        lb="{asset}: {other} geet {step_m} m iwwer all deem ewech, wat ukënnt. Kuckt "
        "d'Sohlhéichten no.",
        fr="{asset} : {other} part {step_m} m au-dessus de tout ce qui arrive. Vérifiez les cotes "
        "radier.",
        de="{asset}: {other} geht {step_m} m über allem ab, was ankommt. Prüfen Sie die Sohlhöhen.",
        en="{asset}: {other} leaves {step_m} m above everything that arrives. Check the invert "
        "levels.",
    ),
    "flow_ends": Text(
        lb="{asset}: Waasser kënnt un, awer näischt geet ewech. Zeechent de Kanal weider, oder "
        "setzt den Auslaf.",
        fr="{asset} : l'eau y arrive mais rien n'en repart. Prolongez la canalisation ou placez "
        "l'exutoire.",
        de="{asset}: Wasser kommt an, aber nichts geht ab. Zeichnen Sie den Kanal weiter, oder "
        "setzen Sie den Auslauf.",
        en="{asset}: water arrives but nothing leaves. Draw the sewer on, or place the outfall.",
    ),
    "diameter_shrinks": Text(
        lb="{asset}: et kënnt mat {one} mm un a geet a {other} mat nëmme {another} mm weider. "
        "Kuckt d'Duerchmiesser no.",
        fr="{asset} : arrive en {one} mm et repart dans {other} en {another} mm seulement. "
        "Vérifiez les diamètres.",
        de="{asset}: kommt mit {one} mm an und geht in {other} mit nur {another} mm weiter. Prüfen "
        "Sie die Nennweiten.",
        en="{asset}: arrives at {one} mm and goes on in {other} at only {another} mm. Check the "
        "sizes.",
    ),
    "invert_above_cover": Text(
        lb="{asset}: eng Sohl läit {above_m} m iwwer dem Deckel. Verbessert eng vun de béiden "
        "Héichten.",
        fr="{asset} : un radier se trouve {above_m} m au-dessus du tampon. Corrigez l'une des deux "
        "cotes.",
        de="{asset}: eine Sohle liegt {above_m} m über dem Deckel. Berichtigen Sie eine der beiden "
        "Höhen.",
        en="{asset}: an invert lies {above_m} m above the cover. Correct one of the two levels.",
    ),
    "invert_deep": Text(
        lb="{asset}: d'Sohl läit {depth_m} m ënner dem Deckel, méi wéi {tolerance_m} m. Kuckt "
        "d'Héichten no.",
        fr="{asset} : le radier est à {depth_m} m sous le tampon, plus de {tolerance_m} m. "
        "Vérifiez les cotes.",
        de="{asset}: die Sohle liegt {depth_m} m unter dem Deckel, mehr als {tolerance_m} m. "
        "Prüfen Sie die Höhen.",
        en="{asset}: its invert lies {depth_m} m below the cover, more than {tolerance_m} m. Check "
        "the levels.",
    ),
    "levels_disagree": Text(
        lb="{asset}: Deckel a Sohl leien {levels_m} m auserneen, d'Déift seet {depth_m} m. "
        "Verbessert, wat net stëmmt.",
        fr="{asset} : {levels_m} m séparent le tampon du radier, la profondeur dit {depth_m} m. "
        "Corrigez ce qui est faux.",
        de="{asset}: Deckel und Sohle liegen {levels_m} m auseinander, die Tiefe sagt {depth_m} m. "
        "Berichtigen Sie, was falsch ist.",
        en="{asset}: cover and invert are {levels_m} m apart, the depth says {depth_m} m. Correct "
        "what is wrong.",
    ),
    "cover_off_ground": Text(
        lb="{asset}: den Deckel läit {off_m} m vum Terrain ewech (deen ass op {ground_m} m), méi "
        "wéi {tolerance_m} m. Kuckt d'Deckelhéicht no.",
        fr="{asset} : le tampon est à {off_m} m du terrain (à {ground_m} m), plus de {tolerance_m} "
        "m. Vérifiez la cote du tampon.",
        de="{asset}: der Deckel liegt {off_m} m vom Gelände (auf {ground_m} m) entfernt, mehr als "
        "{tolerance_m} m. Prüfen Sie die Deckelhöhe.",
        en="{asset}: its cover lies {off_m} m off the ground (which is at {ground_m} m), more than "
        "{tolerance_m} m. Check the cover level.",
    ),
    # Completeness
    "state_missing": Text(
        lb="{asset}: et steet net do, ob en op oder zou ass. Kuckt no a droot et an.",
        fr="{asset} : ouvert ou fermé n'est pas indiqué. Vérifiez sur place et notez-le.",
        de="{asset}: es steht nicht da, ob offen oder geschlossen. Sehen Sie nach und tragen Sie "
        "es ein.",
        en="{asset}: it is not said whether it is open or closed. Have a look and note it.",
    ),
    "direction_missing": Text(
        lb="{asset}: léisst nëmmen an eng Richtung duerch, mä et steet net do, a wéi eng. Droot de "
        "Knuet an.",
        fr="{asset} : ne laisse passer que dans un sens, non indiqué. Notez le nœud vers lequel.",
        de="{asset}: lässt nur in eine Richtung durch, doch es steht nicht da, in welche. Tragen "
        "Sie den Knoten ein.",
        en="{asset}: lets water through one way only, but not said which. Note the node.",
    ),
    "support_missing": Text(
        lb="{asset}: ouni Mast. Gitt deen un, un deem se hänkt, oder eng aner Befestegung.",
        fr="{asset} : sans support. Indiquez celui qui le porte, ou une autre fixation.",
        de="{asset}: ohne Mast. Geben Sie den an, der sie trägt, oder eine andere Befestigung.",
        en="{asset}: nothing carries it. Name its pole, or another mounting.",
    ),
    "circuit_missing": Text(
        lb="{asset}: ouni Stroumkrees. Droot en an, soss weess bei enger Pann kee, wou ze sichen "
        "ass.",
        fr="{asset} : sans circuit. Notez-le, sinon en cas de panne nul ne sait où chercher.",
        de="{asset}: ohne Stromkreis. Tragen Sie ihn ein, sonst weiß bei einem Ausfall niemand, wo "
        "zu suchen ist.",
        en="{asset}: without a circuit. Note it, or nobody knows where to look when it fails.",
    ),
    "connector_missing": Text(
        lb="{asset}: ouni Stecker. Droot d'Zort vum Stecker an.",
        fr="{asset} : sans connecteur. Indiquez le type de connecteur.",
        de="{asset}: ohne Stecker. Tragen Sie den Steckertyp ein.",
        en="{asset}: without a connector. Note its connector's standard.",
    ),
    # Places
    "lies_outside": Text(
        lb="{asset}: läit {distance} km ausserhalb vun der Gemeng {commune}. Kuckt d'Positioun an "
        "d'Koordinatesystem no.",
        fr="{asset} : à {distance} km hors de la commune de {commune}. Vérifiez la position et le "
        "système de coordonnées.",
        de="{asset}: liegt {distance} km außerhalb der Gemeinde {commune}. Prüfen Sie Position und "
        "Koordinatensystem.",
        en="{asset}: lies {distance} km outside the commune {commune}. Check its position and the "
        "coordinate system.",
    ),
    "lies_swapped": Text(
        lb="{asset}: läit ausserhalb vun {commune}; mat vertosche Koordinate géif se dra leien. "
        "Dréint Ost an Nord ëm.",
        fr="{asset} : hors de {commune} ; avec ses coordonnées échangées, il serait dedans. "
        "Inversez est et nord.",
        de="{asset}: liegt außerhalb von {commune}; mit vertauschten Koordinaten läge sie darin. "
        "Tauschen Sie Ost und Nord.",
        en="{asset}: lies outside {commune}; with its coordinates exchanged it would lie inside. "
        "Swap east and north.",
    ),
    "lies_near_boundary": Text(
        lb="{asset}: ausserhalb vun der Grenz vun {commune}, awer bannent hirem Feeler vun "
        "{tolerance} m. Näischt ze maachen, wann d'Positioun stëmmt.",
        fr="{asset} : hors de la limite de {commune}, mais dans son erreur de {tolerance} m. Rien "
        "à faire si la position est bonne.",
        de="{asset}: außerhalb der Grenze von {commune}, aber innerhalb ihres Fehlers von "
        "{tolerance} m. Nichts zu tun, wenn die Position stimmt.",
        en="{asset}: outside the boundary of {commune}, but within its error of {tolerance} m. "
        "Nothing to do if the position is right.",
    ),
    # Waivers
    "waiver_expired": Text(
        lb="{path}: deen Dag ass schonn eriwwer. Wielt een, dee kënnt, oder loosst en ewech.",
        fr="{path} : cette date est passée. Choisissez-en une à venir ou omettez-la.",
        de="{path}: dieser Tag ist vorbei. Wählen Sie einen künftigen, oder lassen Sie ihn weg.",
        en="{path}: that day is over. Choose one to come, or leave it out.",
    ),
}

PHRASES: dict[str, Text] = {
    "terrain_missing": Text(
        "net nogekuckt, et ass keen Terrain gelueden",
        "non vérifié, aucun modèle de terrain n'est chargé",
        "nicht geprüft, es ist kein Gelände geladen",
        "not checked, no terrain is loaded",
    ),
    "terrain_coarse": Text(
        "net nogekuckt, d'Zelle vum Terrain si {cell_m} m grouss, et bräicht der vun {needed_m} m",
        "non vérifié, les cellules du terrain font {cell_m} m, il en faudrait de {needed_m} m",
        "nicht geprüft, die Zellen des Geländes sind {cell_m} m groß, nötig wären {needed_m} m",
        "not checked, the terrain's cells are {cell_m} m wide where {needed_m} m are needed",
    ),
}
