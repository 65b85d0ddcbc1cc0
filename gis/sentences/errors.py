"""Sentences of errors: a whole request or command that could not be carried out."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "error": Text(
        lb="Et ass eppes schifgaangen. Probéiert w.e.g. nach eng Kéier.",
        fr="Quelque chose s'est mal passé. Veuillez réessayer.",
        de="Etwas ist schiefgegangen. Bitte versuchen Sie es noch einmal.",
        en="Something went wrong. Please try again.",
    ),
    "not_found": Text(
        lb="Dat ass hei net ze fannen. Kuckt d'Adress no.",
        fr="Introuvable ici. Vérifiez l'adresse.",
        de="Das ist hier nicht zu finden. Prüfen Sie die Adresse.",
        en="This cannot be found here. Check the address.",
        pt="Não se encontra aqui. Verifique o endereço.",
    ),
    "unknown_commune": Text(
        lb="Eng Gemeng „{commune}“ gëtt et hei net. Op der Startsäit (/) stinn déi, déi et gëtt.",
        fr="Il n'y a pas de commune « {commune} » ici. La page d'accueil (/) en donne la liste.",
        de="Eine Gemeinde „{commune}“ gibt es hier nicht. Die Startseite (/) nennt alle.",
        en="There is no commune '{commune}' here. The front page (/) lists them.",
        pt="Não há aqui nenhuma comuna «{commune}». A página inicial (/) indica as que há.",
    ),
    "unknown_layer": Text(
        lb="Eng Couche „{layer}“ gëtt et net. Hei bekannt: {known}.",
        fr="Il n'y a pas de couche « {layer} ». Connues ici : {known}.",
        de="Eine Ebene „{layer}“ gibt es nicht. Hier bekannt: {known}.",
        en="There is no layer '{layer}'. Known here: {known}.",
    ),
    "unknown_asset": Text(
        lb="An der Couche {layer} gëtt et keng Anlag {asset}. Vläicht gouf se ewechgeholl; "
        "kuckt an hirem Verlaf no.",
        fr="La couche {layer} n'a pas d'ouvrage {asset}. Il a peut-être été supprimé ; "
        "consultez son historique.",
        de="In der Ebene {layer} gibt es keine Anlage {asset}. Vielleicht wurde sie entfernt; "
        "sehen Sie in ihrem Verlauf nach.",
        en="There is no asset {asset} in layer {layer}. It may have been removed; look into its "
        "history.",
    ),
    "unknown_thing": Text(
        lb="„{name}“ ({kind}) gëtt et hei net. Kuckt d'Adress no.",
        fr="« {name} » ({kind}) n'existe pas ici. Vérifiez l'adresse.",
        de="„{name}“ ({kind}) gibt es hier nicht. Prüfen Sie die Adresse.",
        en="There is no {kind} '{name}' here. Check the address.",
        pt="«{name}» ({kind}) não existe aqui. Verifique o endereço.",
    ),
    "conflict": Text(
        lb="D'Ännerung passt net zu deem, wat schonn do ass. Luet den aktuelle Stand a "
        "probéiert nach eng Kéier.",
        fr="La modification contredit ce qui existe déjà. Rechargez l'état actuel et réessayez.",
        de="Die Änderung widerspricht dem, was schon da ist. Laden Sie den aktuellen Stand und "
        "versuchen Sie es noch einmal.",
        en="The change contradicts what is already there. Load the present state and try again.",
    ),
    "stale_version": Text(
        lb="{layer} {asset} gouf an der Zwëschenzäit geännert: Dir hutt d'Versioun {expected}, "
        "elo ass et d'Versioun {found}. Luet se nei a maacht Är Ännerung nach eng Kéier.",
        fr="{layer} {asset} a été modifié entre-temps : vous avez la version {expected}, "
        "l'actuelle est la {found}. Rechargez et refaites votre modification.",
        de="{layer} {asset} wurde inzwischen geändert: Sie haben Version {expected}, jetzt gilt "
        "Version {found}. Laden Sie neu und wiederholen Sie Ihre Änderung.",
        en="{layer} {asset} was changed meanwhile: you have version {expected}, it is now at "
        "{found}. Load it again and repeat your change.",
    ),
    "code_taken": Text(
        lb="D'Couche {layer} huet schonn esou eng Anlag ({value}). Gitt eng aner Kennung un oder "
        "ännert déi Anlag.",
        fr="La couche {layer} a déjà un tel ouvrage ({value}). Donnez un autre identifiant, ou "
        "modifiez cet ouvrage-là.",
        de="Die Ebene {layer} hat schon eine solche Anlage ({value}). Geben Sie eine andere "
        "Kennung an oder ändern Sie jene Anlage.",
        en="Layer {layer} already has such an asset ({value}). Give another code, or change that "
        "asset.",
    ),
    "still_referred": Text(
        lb="{layer}: op dës Anlag gëtt nach verwisen, oder si verweist op eng, déi et net gëtt "
        "({value}). Bréngt fir d'éischt de Verweis an d'Rei.",
        fr="{layer} : un autre ouvrage renvoie encore à celui-ci, ou celui-ci renvoie à un "
        "ouvrage absent ({value}). Corrigez d'abord ce renvoi.",
        de="{layer}: auf diese Anlage wird noch verwiesen, oder sie verweist auf eine, die es "
        "nicht gibt ({value}). Berichtigen Sie zuerst den Verweis.",
        en="{layer}: something still refers to this asset, or it refers to one that is not there "
        "({value}). Put the reference right first.",
    ),
    "commune_exists": Text(
        lb="Eng Gemeng oder e Schema „{commune}“ gëtt et schonn. Wielt en aneren Numm.",
        fr="Il existe déjà une commune ou un schéma « {commune} ». Choisissez un autre nom.",
        de="Eine Gemeinde oder ein Schema „{commune}“ gibt es schon. Wählen Sie einen anderen "
        "Namen.",
        en="There is already a commune or schema '{commune}'. Choose another name.",
    ),
    "no_local_network": Text(
        lb="Dëse Computer ass a kengem lokale Netz. Verbannt en, oder loosst --lan ewech.",
        fr="Cet ordinateur n'est dans aucun réseau local. Connectez-le au WLAN ou omettez --lan.",
        de="Dieser Rechner ist in keinem lokalen Netz. Verbinden Sie ihn, oder ohne --lan.",
        en="This machine is on no local network. Connect it to one, or leave --lan out.",
    ),
    "port_taken": Text(
        lb="Op {host}:{port} kann net gelauschtert ginn ({why}). Wielt en anere Port: --port 8001.",
        fr="Impossible d'écouter sur {host}:{port} ({why}). Choisissez un autre port : "
        "--port 8001.",
        de="Auf {host}:{port} kann nicht gelauscht werden ({why}). Wählen Sie einen anderen Port: "
        "--port 8001.",
        en="{host}:{port} cannot be listened at ({why}). Choose another port: --port 8001.",
    ),
    "same_id_other_content": Text(
        lb="Mat der Id {id} ass schonn eppes aneschters ukomm; dat bleift, wéi et ass. Schéckt "
        "neien Inhalt mat enger neier Id.",
        fr="Un autre contenu a déjà été reçu avec l'id {id} ; il reste tel quel. Envoyez le "
        "nouveau contenu avec un nouvel id.",
        de="Mit der Id {id} ist schon etwas anderes eingegangen; das bleibt, wie es ist. Senden "
        "Sie neuen Inhalt mit einer neuen Id.",
        en="Something else was already received with id {id}; it stays as it is. Send new "
        "content with a new id.",
    ),
    "unauthenticated": Text(
        lb="Heifir braucht Dir e gëltegen Token. Schéckt en als „Authorization: Bearer …“ mat, "
        "oder wielt eng Roll op der Startsäit.",
        fr="Il faut pour cela un jeton d'accès valable. Envoyez-le comme "
        "« Authorization: Bearer … », ou choisissez un rôle sur la page d'accueil.",
        de="Dafür brauchen Sie ein gültiges Token. Senden Sie es als „Authorization: Bearer …“ "
        "mit, oder wählen Sie auf der Startseite eine Rolle.",
        en="This needs a valid access token. Send it as 'Authorization: Bearer …', or choose a "
        "role on the front page.",
    ),
    "token_revoked": Text(
        lb="Den Accès vun dësem Apparat gouf zréckgezunn oder ass ofgelaf. Wat nach net geschéckt "
        "ass, bleift drop: loosst en vun der Gemeng nei umellen.",
        fr="L'accès de cet appareil a été retiré ou a expiré. Ce qui n'a pas été envoyé y reste : "
        "faites-le réinscrire par la commune.",
        de="Der Zugang dieses Geräts wurde zurückgezogen oder ist abgelaufen. Was noch nicht "
        "gesendet ist, bleibt darauf: lassen Sie es von der Gemeinde neu anmelden.",
        en="The access of this device was taken back or has expired. What was not sent stays on "
        "it: have the commune enrol it again.",
    ),
    "not_allowed": Text(
        lb="D'Roll „{role}“ däerf dat net ({action}). Frot d'Gemeng no engem Token mat enger "
        "anerer Roll.",
        fr="Le rôle « {role} » n'y est pas autorisé ({action}). Demandez à la commune un jeton "
        "pour un autre rôle.",
        de="Die Rolle „{role}“ darf das nicht ({action}). Bitten Sie die Gemeinde um ein Token "
        "mit einer anderen Rolle.",
        en="The role '{role}' may not do this ({action}). Ask the commune for a token with "
        "another role.",
    ),
    "cursor_gone": Text(
        lb="De Cursor „{cursor}“ gehéiert net zu dësen Daten (Inkarnatioun {incarnation}). Luet "
        "alles nei a fuert mam neie Cursor weider.",
        fr="Le curseur « {cursor} » n'appartient pas à ces données (incarnation {incarnation}). "
        "Rechargez tout et continuez avec le nouveau curseur.",
        de="Der Cursor „{cursor}“ gehört nicht zu diesen Daten (Inkarnation {incarnation}). Laden "
        "Sie alles neu und fahren Sie mit dem neuen Cursor fort.",
        en="The cursor '{cursor}' does not belong to these data (incarnation {incarnation}). Load "
        "everything anew and go on with the new cursor.",
    ),
    "blob_damaged": Text(
        lb="De gespäichert Fichier ass beschiedegt ({sha256}). Frot d'Gemeng, en aus der Sécherung "
        "zeréckzehuelen.",
        fr="Le fichier conservé est endommagé ({sha256}). Demandez à la commune de le restaurer "
        "depuis la sauvegarde.",
        de="Die gespeicherte Datei ist beschädigt ({sha256}). Bitten Sie die Gemeinde, sie aus der "
        "Sicherung zurückzuholen.",
        en="The kept file is damaged ({sha256}). Ask the commune to restore it from the backup.",
    ),
    "sheet_too_full": Text(
        lb="Op dësem Blat leie méi wéi {most} Saachen. Huelt e gréissere Moossstaf oder manner "
        "Schichten.",
        fr="Plus de {most} objets se trouvent sur cette feuille. Choisissez une échelle plus "
        "grande ou moins de couches.",
        de="Auf diesem Blatt liegen mehr als {most} Dinge. Nehmen Sie einen größeren Maßstab oder "
        "weniger Ebenen.",
        en="More than {most} things lie on this sheet. Take a larger scale, or fewer layers.",
    ),
    "too_large": Text(
        lb="Dat ass méi, wéi hei ugeholl gëtt ({limit}). Deelt et a méi kleng Deeler op.",
        fr="C'est plus que ce qui est accepté ici ({limit}). Divisez l'envoi en parties plus "
        "petites.",
        de="Das ist mehr, als hier angenommen wird ({limit}). Teilen Sie es in kleinere Teile auf.",
        en="This is more than is taken here ({limit}). Split it into smaller parts.",
        pt="É mais do que aqui se aceita ({limit}). Divida em partes mais pequenas.",
    ),
    "unreadable": Text(
        lb="{what} kann net geliest ginn: {why}.",
        fr="{what} ne peut pas être lu : {why}.",
        de="{what} kann nicht gelesen werden: {why}.",
        en="{what} cannot be read: {why}.",
        pt="{what} não pode ser lido: {why}.",
    ),
    "unknown_crs": Text(
        lb="D'Koordinatesystem „{crs}“ kann net benotzt ginn ({why}). Gitt en EPSG-Code un, "
        "z. B. EPSG:2169.",
        fr="Le système de coordonnées « {crs} » ne peut pas être utilisé ({why}). Donnez un code "
        "EPSG, p. ex. EPSG:2169.",
        de="Das Koordinatensystem „{crs}“ kann nicht verwendet werden ({why}). Geben Sie einen "
        "EPSG-Code an, z. B. EPSG:2169.",
        en="The coordinate system '{crs}' cannot be used ({why}). Give an EPSG code, e.g. "
        "EPSG:2169.",
    ),
    "crs_needed": Text(
        lb="{file} seet net, a wéi engem Koordinatesystem et ass (Ausdeenung {extent}). {guess} "
        "Gitt et un mat --crs EPSG:CODE.",
        fr="{file} n'indique pas son système de coordonnées (étendue {extent}). {guess} "
        "Indiquez-le avec --crs EPSG:CODE.",
        de="{file} sagt nicht, in welchem Koordinatensystem es ist (Ausdehnung {extent}). {guess} "
        "Geben Sie es mit --crs EPSG:CODE an.",
        en="{file} does not say in which coordinate system it is (extent {extent}). {guess} Name "
        "it with --crs EPSG:CODE.",
    ),
    "bad_name": Text(
        lb="„{name}“ kann keng Gemeng heeschen. Huelt 2 bis 40 kleng Buschtawen, Zifferen an "
        "Ënnersträich, mat engem Buschtaf un der Spëtzt, a kee Wuert, dat d'Adresse scho brauchen.",
        fr="« {name} » ne peut pas être le nom d'une commune. Prenez 2 à 40 minuscules, chiffres "
        "et traits bas, en commençant par une lettre, et aucun mot que les adresses utilisent "
        "déjà.",
        de="„{name}“ kann keine Gemeinde heißen. Nehmen Sie 2 bis 40 kleine Buchstaben, Ziffern "
        "und Unterstriche, am Anfang einen Buchstaben, und kein Wort, das die Adressen schon "
        "brauchen.",
        en="'{name}' cannot be a commune's name. Take 2 to 40 small letters, digits and "
        "underscores, a letter first, and no word that the addresses already use.",
    ),
    "invalid": Text(
        lb="Problemer fonnt: {count}. Näischt gouf geännert; verbessert se a schéckt et nach eng "
        "Kéier.",
        fr="Problèmes trouvés : {count}. Rien n'a été changé ; corrigez-les et renvoyez le tout.",
        de="Gefundene Probleme: {count}. Nichts wurde geändert; beheben Sie sie und senden Sie es "
        "noch einmal.",
        en="Problems found: {count}. Nothing was changed; correct them and send it again.",
        pt="Problemas encontrados: {count}. Nada foi alterado; corrija e envie de novo.",
    ),
}
