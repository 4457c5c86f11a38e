using Isberg.Access;

namespace Isberg.Channels.Email;

/// <summary>What every mail of a centre carries, so that one that comes back to it is known. Another centre of the same house takes it like anybody's.</summary>
internal sealed class OwnMark(MasterKey key)
{
    public const string Field = "X-Isberg-Mark";

    public string Of(CentreId centre) => Convert.ToHexStringLower(key.Derive($"mark of our own mails {centre.Value:N}").AsSpan(0, 16));
}
