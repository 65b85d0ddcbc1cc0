"""What is written when announced works go on, in the manners of `field_capture.reports.notify`."""

from __future__ import annotations

from field_capture.orders.announcing import read_one
from field_capture.orders.followers import WorksFollower
from field_capture.reports import letter_words as words
from field_capture.reports.links import LinkMaker
from field_capture.reports.notify import Letter
from field_capture.reports.state_words import WORKS_WORDS
from field_capture.states.order import OrderState
from gis.session import CommuneSession


def confirmation(
    session: CommuneSession, follower: WorksFollower, links: LinkMaker
) -> Letter | None:
    """Return the letter that asks to confirm an address; None where nothing is to be confirmed."""
    works = read_one(session, follower.work_order)
    if works is None or follower.confirmed_at is not None:
        return None
    language = follower.language
    paragraphs = [
        words.GREETING.to(language),
        words.FOLLOW_WORKS.format(said=works.said(language)[0]).to(language),
        links.letter_page(follower.id, language),
        words.NOT_ME.to(language),
        session.commune.title,
    ]
    return Letter(
        id=f"confirm-{follower.id.hex}",
        to=follower.email,
        sender=session.commune.title,
        subject=words.SUBJECT_WORKS.format(number=works.number).to(language),
        body="\n\n".join(paragraphs) + "\n",
        language=language,
    )


def update(
    session: CommuneSession, follower: WorksFollower, state: OrderState, links: LinkMaker
) -> Letter | None:
    """Return the letter about where works went; None where its reader is not to hear of it."""
    works = read_one(session, follower.work_order)
    if works is None or follower.confirmed_at is None:
        return None
    language = follower.language
    filled = {
        "number": works.number,
        "state": WORKS_WORDS[state].to(language),
        "said": works.said(language)[0],
    }
    paragraphs = [words.GREETING.to(language), words.WORKS_MOVED.format(**filled).to(language)]
    if state is OrderState.IN_PROGRESS:  # what is over has no page any more
        paragraphs += [words.SEE.to(language), links.works_page(works.number, language)]
    paragraphs += [
        session.commune.title,
        f"{words.STOP.to(language)} {links.letter_page(follower.id, language)}",
    ]
    return Letter(
        id=f"{works.id.hex}-{state.value}-{follower.id.hex}",
        to=follower.email,
        sender=session.commune.title,
        subject=words.SUBJECT_WORKS_MOVED.format(**filled).to(language),
        body="\n\n".join(paragraphs) + "\n",
        language=language,
        stop=links.stop(follower.id),
    )
