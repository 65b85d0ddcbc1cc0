"""What is written to whom when a report moves. Pure but for reading; `api.mail` sends.

Never more than somebody asked for: one letter that asks to confirm an address, then letters about
changes to who wants them. What the citizen wrote stands in none; `official` words do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from field_capture.reports import letter_words as words
from field_capture.reports.links import LinkMaker
from field_capture.reports.moves import Moved
from field_capture.reports.state_words import STATE_WORDS
from field_capture.reports.supporters import Follower
from field_capture.states.report import HIDDEN, State
from field_capture.store import table
from gis.session import CommuneSession

UNTOLD = frozenset({(State.UNCONFIRMED, State.RECEIVED)})
"""Moves that nobody is told of: who confirms sees the page at once."""

TOLD_BESIDES = frozenset(State) - HIDDEN - {State.RECEIVED, State.WAITING_INFO, State.DUPLICATE}
"""Where a report goes when who follows a duplicate of it is told, too: what the commune does.

A question to its reporter, and the answer, are somebody else's.
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, ready to be sent.

    Attributes
    ----------
    id : str
        The same letter has the same: a program that gets it twice can tell.
    sender : str
        The commune's name; the address is the installation's.
    stop : str or None
        Where one POST ends letters like this one (RFC 8058).
    """

    id: str
    to: str = field(repr=False)
    sender: str
    subject: str
    body: str = field(repr=False)
    language: str
    stop: str | None = None


@dataclass(frozen=True, slots=True)
class _About:
    id: UUID
    number: str
    state: State
    fault: str


def confirmation(session: CommuneSession, follower: Follower, links: LinkMaker) -> Letter | None:
    """Return the letter that asks to confirm an address; None where nothing is to be confirmed."""
    about = _about(session, follower)
    if about is None or follower.confirmed_at is not None:
        return None
    # Only what is not confirmed yet waits for it; of what was received the address alone does.
    asks = follower.reporter and about.state is State.UNCONFIRMED
    subject = words.SUBJECT_CONFIRM if asks else words.SUBJECT_FOLLOW
    sentence = words.CONFIRM if asks else words.FOLLOW
    language = follower.language
    paragraphs = [
        words.GREETING.to(language),
        sentence.format(fault=about.fault).to(language),
        links.letter_page(follower.id, language),
        words.NOT_ME.to(language),
        session.commune.title,
    ]
    return Letter(
        id=f"confirm-{follower.id.hex}-{follower.at:%Y%m%d%H%M%S}",
        to=follower.email,
        sender=session.commune.title,
        subject=subject.format(number=about.number).to(language),
        body="\n\n".join(paragraphs) + "\n",
        language=language,
    )


def update(
    session: CommuneSession, moved: Moved, follower: Follower, links: LinkMaker
) -> Letter | None:
    """Return the letter about a move; None where its reader is not to hear of it (any more).

    Who follows a duplicate of what moved reads about that, by the duplicate's number and link.
    """
    about = _about(session, follower)
    told = follower.updates and follower.confirmed_at is not None
    if about is None or not told or (moved.before, moved.after) in UNTOLD or moved.after in HIDDEN:
        return None
    own = about.id == moved.report
    if not own and (about.state is not State.DUPLICATE or moved.after not in TOLD_BESIDES):
        return None  # opened again meanwhile, a report goes its own way
    is_over = own and about.state is not moved.after
    if is_over and (moved.after is State.WAITING_INFO or not moved.sentence):
        return None  # it stands elsewhere by now, of which another letter tells
    language = follower.language
    after = about.state if own else moved.after
    state = STATE_WORDS[after].to(language)
    filled = {"number": about.number, "fault": about.fault, "state": state}
    page = links.public_page(about.number, language)
    if follower.reporter:
        page = links.report_page(links.tracking(about.id), language)
    sentence = words.MOVED if own else words.ORIGINAL_MOVED
    paragraphs = [words.GREETING.to(language), sentence.format(**filled).to(language)]
    if moved.sentence:
        paragraphs += [words.SAID.to(language), moved.sentence]
    asked = follower.reporter and after is State.WAITING_INFO
    paragraphs += [(words.ASKED if asked else words.SEE).to(language), page]
    if own and follower.reporter and after is State.DONE:
        paragraphs.append(words.STILL_BROKEN.to(language))
    paragraphs += [
        session.commune.title,
        f"{words.STOP.to(language)} {links.letter_page(follower.id, language)}",
    ]
    return Letter(
        id=f"{moved.id.hex}-{follower.id.hex}",
        to=follower.email,
        sender=session.commune.title,
        subject=words.SUBJECT_MOVED.format(**filled).to(language),
        body="\n\n".join(paragraphs) + "\n",
        language=language,
        stop=links.stop(follower.id),
    )


def _about(session: CommuneSession, follower: Follower) -> _About | None:
    report = table(session, "report")
    row = session.connection.execute(
        select(report.c.id, report.c.number, report.c.state, report.c.service_code).where(
            report.c.id == follower.report
        )
    ).one_or_none()
    if row is None:
        return None
    fault = session.catalogue.fault(row.service_code)
    label = fault[1].label.to(follower.language) if fault else row.service_code
    return _About(row.id, row.number, State(row.state), label)
