"""Interim."""
from summarize.choose.objective import Objective
from summarize.choose.guard import needs, is_met
from summarize import cues

def choose(analysis, bounds):
    o = Objective(analysis, bounds.words)
    order = sorted(range(len(analysis.sentences)), key=lambda i: (-o.gain(i, set()), i))
    used, out = 0, []
    for i in order:
        if used + analysis.words[i] <= bounds.words and (bounds.sentences is None or len(out) < bounds.sentences):
            out.append(i); used += analysis.words[i]
    return tuple(sorted(out))
