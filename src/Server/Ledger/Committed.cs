namespace Isberg.Ledger;

/// <summary>An event that stands in the ledger.</summary>
public readonly record struct Committed(long Sequence, DateTimeOffset At, Event Event);
