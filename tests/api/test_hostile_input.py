"""What a machine makes up from the API's own description: no request may end in a 500."""

from __future__ import annotations

from http import HTTPStatus

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from shapely import Point

from api.main import create_app
from gis import assets
from gis.viewer import ViewerRole
from tests.api.doors import POLE

EXAMPLES = 12
OURS = ("authorization", "cookie")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::pytest.PytestWarning")
def test_no_request_ends_in_an_error_of_ours(everybody, ask, opened, real_context) -> None:
    """An administrator asks, so that nothing stops at the door."""
    with opened("heffingen") as session:
        assets.create(session, session.layer("pole"), Point(85000, 92000), {}, asset=POLE)
    admin = next(each for each in everybody if each.role is ViewerRole.ADMIN)
    app = create_app(real_context)
    schema = schemathesis.openapi.from_dict(app.openapi())
    known = {"commune": "heffingen", "layer": "pole", "asset": str(POLE), "feature_id": str(POLE)}
    failed: list[str] = []

    def check(operation) -> None:
        @settings(
            max_examples=EXAMPLES,
            database=None,
            derandomize=True,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), real=st.sets(st.sampled_from(sorted(known))))
        def send(case, real) -> None:
            case.path_parameters.update(
                {name: known[name] for name in real | {"commune"} if name in case.path_parameters}
            )
            sent = case.as_transport_kwargs(base_url="http://testserver")
            given_headers = dict(sent.pop("headers", None) or {})
            headers = {n: v for n, v in given_headers.items() if n.lower() not in OURS}
            sent.pop("cookies", None)
            answer = ask(admin, sent.pop("method"), sent.pop("url"), headers=headers, **sent)
            if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                failed.append(f"{operation.label}: {answer.status_code} {sent}")

        send()

    for found in schema.get_all_operations():
        check(found.ok())
    assert not failed, "\n".join(failed[:20])
