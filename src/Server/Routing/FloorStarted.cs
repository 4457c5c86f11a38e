namespace Isberg.Routing;

/// <summary>A floor has taken the lead of the centre; from here on, this version of the routing rule decides.</summary>
public sealed record FloorStarted(int RuleVersion) : Note;
