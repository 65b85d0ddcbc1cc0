"""Sentences about a PostGIS of one's own and about persons who edit in it by SQL."""

from __future__ import annotations

from layers.spec import Text

SENTENCES: dict[str, Text] = {
    "backup_failed": Text(
        lb="D'Sécherung ass net gelongen ({what}): {why}. Et gëllt nach déi virdrun.",
        fr="La sauvegarde a échoué ({what}) : {why}. La précédente reste valable.",
        de="Die Sicherung ist nicht gelungen ({what}): {why}. Es gilt noch die vorige.",
        en="The backup did not succeed ({what}): {why}. The one before still counts.",
    ),
    "bad_person_name": Text(
        lb="„{name}“ kann kee Benotzer an der Datebank heeschen. Huelt 2 bis 40 kleng Buschtawen, "
        "Zifferen, Punkten, Binnestrécher an Ënnersträich, e Buschtaf un der Spëtzt, a keen Numm, "
        "deen d'Datebank scho brauch.",
        fr="« {name} » ne peut pas être le nom d'un utilisateur de la base. Prenez 2 à 40 "
        "minuscules, chiffres, points, traits d'union et traits bas, une lettre d'abord, et aucun "
        "nom que la base utilise déjà.",
        de="„{name}“ kann kein Benutzer der Datenbank heißen. Nehmen Sie 2 bis 40 kleine "
        "Buchstaben, Ziffern, Punkte, Binde- und Unterstriche, am Anfang einen Buchstaben, und "
        "keinen Namen, den die Datenbank schon braucht.",
        en="'{name}' cannot be the name of a person in the database. Take 2 to 40 small letters, "
        "digits, dots, hyphens and underscores, a letter first, and no name that the database "
        "already uses.",
    ),
    "right_missing": Text(
        lb="Der Roll an der Datebank feelt d'Recht {right}. En Administrateur vun der Datebank "
        "gëtt et: {remedy}.",
        fr="Il manque au rôle de la base le droit {right}. Un administrateur de la base "
        "l'accorde : {remedy}.",
        de="Der Rolle in der Datenbank fehlt das Recht {right}. Ein Administrator der Datenbank "
        "erteilt es: {remedy}.",
        en="The database role lacks the right {right}. An administrator of the database grants "
        "it: {remedy}.",
    ),
    "database_unreachable": Text(
        lb="D'Datebank {url} ass net z'erreechen: {why}. Kuckt NETZKAART_DATABASE_URL an "
        "NETZKAART_APP_DATABASE_URL no.",
        fr="La base de données {url} ne répond pas : {why}. Vérifiez NETZKAART_DATABASE_URL et "
        "NETZKAART_APP_DATABASE_URL.",
        de="Die Datenbank {url} ist nicht zu erreichen: {why}. Prüfen Sie NETZKAART_DATABASE_URL "
        "und NETZKAART_APP_DATABASE_URL.",
        en="The database {url} cannot be reached: {why}. Check NETZKAART_DATABASE_URL and "
        "NETZKAART_APP_DATABASE_URL.",
    ),
    "database_unfit": Text(
        lb="Der Datebank {database} feelt eppes, wat Netzkaart brauch: {count}. En Administrateur "
        "vun der Datebank kann et riichten.",
        fr="Il manque à la base de données {database} ce dont Netzkaart a besoin : {count}. Un "
        "administrateur de la base peut y remédier.",
        de="Der Datenbank {database} fehlt, was Netzkaart braucht: {count}. Ein Administrator der "
        "Datenbank kann es richten.",
        en="The database {database} lacks what Netzkaart needs: {count}. An administrator of the "
        "database can put it right.",
    ),
    "commune_without_schema": Text(
        lb="{path}: steet an der Lëscht vun de Gemengen, mee säi Schema feelt. Spillt säin Dump "
        "zréck, oder huelt en aus der Lëscht: ./netzkaart commune remove {path} --yes {path}.",
        fr="{path} : figure dans la liste des communes, mais son schéma manque. Restaurez sa "
        "sauvegarde, ou retirez-la de la liste : ./netzkaart commune remove {path} --yes {path}.",
        de="{path}: steht in der Liste der Gemeinden, aber ihr Schema fehlt. Spielen Sie ihren "
        "Dump zurück, oder nehmen Sie sie aus der Liste: ./netzkaart commune remove {path} "
        "--yes {path}.",
        en="{path}: is listed among the communes, but its schema is missing. Restore its dump, or "
        "take it off the list: ./netzkaart commune remove {path} --yes {path}.",
    ),
    "commune_kept": Text(
        lb="{commune} gouf net geläscht. Verluer géif goen: {loss}. Fir et wierklech ze läschen: "
        "--yes {commune}.",
        fr="{commune} n'a pas été supprimée. Seraient perdus : {loss}. Pour supprimer vraiment : "
        "--yes {commune}.",
        de="{commune} wurde nicht gelöscht. Verloren ginge: {loss}. Um wirklich zu löschen: "
        "--yes {commune}.",
        en="{commune} was not removed. This would be lost: {loss}. To remove it indeed: "
        "--yes {commune}.",
    ),
    "unknown_token": Text(
        lb="Esou en Token gëtt et hei net. Kuckt no, ob e ganz kopéiert gouf.",
        fr="Il n'y a pas de tel jeton ici. Vérifiez qu'il a été copié en entier.",
        de="Ein solches Token gibt es hier nicht. Prüfen Sie, ob es ganz kopiert wurde.",
        en="There is no such token here. Check that all of it was copied.",
    ),
    "token_for_anyone": Text(
        lb="{path}: fir ze gesinn, wat jidderee gesäit, brauch et keen Token. Wielt eng aner Roll.",
        fr="{path} : pour voir ce que chacun voit, il ne faut pas de jeton. Choisissez un autre "
        "rôle.",
        de="{path}: um zu sehen, was jeder sieht, braucht es kein Token. Wählen Sie eine andere "
        "Rolle.",
        en="{path}: to see what anybody sees needs no token. Choose another role.",
    ),
    "unwritable": Text(
        lb="{path} kann net geschriwwe ginn ({why}). Wielt en anere Fichier oder Dossier.",
        fr="{path} ne peut pas être écrit ({why}). Choisissez un autre fichier ou dossier.",
        de="{path} kann nicht geschrieben werden ({why}). Wählen Sie eine andere Datei oder einen "
        "anderen Ordner.",
        en="{path} cannot be written ({why}). Choose another file or folder.",
    ),
    "database_too_old": Text(
        lb="{path}: PostgreSQL {found} ass ze al. Huelt op d'mannst {wanted}.",
        fr="{path} : PostgreSQL {found} est trop ancien. Prenez au moins la version {wanted}.",
        de="{path}: PostgreSQL {found} ist zu alt. Nehmen Sie mindestens {wanted}.",
        en="{path}: PostgreSQL {found} is too old. Take {wanted} at least.",
    ),
    "database_encoding": Text(
        lb="{path}: d'Datebank ass {found} kodéiert. Leet se mat ENCODING 'UTF8' nei un.",
        fr="{path} : la base est encodée en {found}. Recréez-la avec ENCODING 'UTF8'.",
        de="{path}: die Datenbank ist in {found} kodiert. Legen Sie sie mit ENCODING 'UTF8' neu "
        "an.",
        en="{path}: the database is encoded in {found}. Create it anew with ENCODING 'UTF8'.",
    ),
    "database_lacks_postgis": Text(
        lb="{path}: PostGIS feelt am Schema public. Féiert als Superuser `{remedy}` aus.",
        fr="{path} : PostGIS manque dans le schéma public. Exécutez `{remedy}` en "
        "superutilisateur.",
        de="{path}: PostGIS fehlt im Schema public. Führen Sie als Superuser `{remedy}` aus.",
        en="{path}: PostGIS is missing from the schema public. Run `{remedy}` as superuser.",
    ),
    "database_lacks_role": Text(
        lb="{path}: d'Roll {role} gëtt et net. Féiert `{remedy}` aus.",
        fr="{path} : le rôle {role} n'existe pas. Exécutez `{remedy}`.",
        de="{path}: die Rolle {role} gibt es nicht. Führen Sie `{remedy}` aus.",
        en="{path}: there is no role {role}. Run `{remedy}`.",
    ),
    "database_lacks_right": Text(
        lb="{path}: der Roll {role} feelt d'Recht {right}. Féiert `{remedy}` aus.",
        fr="{path} : il manque au rôle {role} le droit {right}. Exécutez `{remedy}`.",
        de="{path}: der Rolle {role} fehlt das Recht {right}. Führen Sie `{remedy}` aus.",
        en="{path}: the role {role} lacks the right {right}. Run `{remedy}`.",
    ),
    "database_other_owner": Text(
        lb="{path}: gehéiert der Roll {found}, net {role}. Féiert `{remedy}` aus.",
        fr="{path} : appartient au rôle {found} et non à {role}. Exécutez `{remedy}`.",
        de="{path}: gehört der Rolle {found} und nicht {role}. Führen Sie `{remedy}` aus.",
        en="{path}: belongs to the role {found} and not to {role}. Run `{remedy}`.",
    ),
}
