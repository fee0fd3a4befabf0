"""Who has still to do what: the open actions by owner, each with what became of it and the passage that shows that."""

from collections import defaultdict

import ipp_search

with ipp_search.open() as index:
    last = {action.thread: action for action in index.actions(only_open=True)}  # as last stated
    by_owner = defaultdict(list)
    for action in last.values():
        by_owner[action.owner or "nobody named"].append(action)
    for owner, actions in sorted(by_owner.items()):
        print(f"{owner}: {len(actions)}")
        for action in actions:
            print(f"  {action.status:<18} {action.passage.text[:80]}")
            print(f"  {'':<18} — {action.history[-1].passage.citation}")
