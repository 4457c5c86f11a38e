using Isberg.Access;

namespace Isberg.Channels.Email;

/// <summary>What every mail of ours carries, so that one that comes back to us is known.</summary>
internal sealed class OwnMark(MasterKey key)
{
    public const string Field = "X-Isberg-Mark";

    public string Of(CentreId centre) => Convert.ToHexStringLower(key.Derive($"mark of our own mails {centre.Value:N}").AsSpan(0, 16));
}
