"""What must hold over all situations, each measured by a small function; `every.MEASURES` has all.

A measure takes an `Inquiry` and returns a `Measure`. Add one to the module it belongs to and name
it in `every.MEASURES`.
"""
