namespace Isberg.World;

/// <summary>A centre as its people reach it: where its server is, and its key in addresses.</summary>
public sealed record Site(string Address, string Key)
{
    /// <summary>A page of the desk, for instance "board".</summary>
    public string Desk(string page = "") => $"{Address}/desk/{page}";

    /// <summary>A service's page, or the page of all services.</summary>
    public string Portal(string service = "") => $"{Address}/{Key}/{service}";
}
