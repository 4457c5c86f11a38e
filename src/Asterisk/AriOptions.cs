using System.Net.Http.Headers;
using System.Text;

namespace Isberg.Asterisk;

/// <summary>Where an Asterisk is, who we are there, and how long we wait for it.</summary>
/// <param name="Address">Its REST interface, for example http://127.0.0.1:8088/ari/.</param>
/// <param name="Application">The name under which the dial plan hands calls to us.</param>
public sealed record AriOptions(Uri Address, string User, string Password, string Application)
{
    /// <summary>How long a command may take, its way there and back included.</summary>
    public TimeSpan CommandLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many commands may be under way at once; the connections are kept, because Asterisk takes few new ones at a time.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>How many bytes an answer may have.</summary>
    public int LargestAnswer { get; init; } = 32 * 1024 * 1024;

    /// <summary>How many bytes an event may have.</summary>
    public int LargestEvent { get; init; } = 1024 * 1024;

    /// <summary>How many events wait for a slow reader; then the connection waits too.</summary>
    public int WaitingEvents { get; init; } = 4096;

    /// <summary>How often the events' connection is tried out; one that is silent for as long again is given up.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait after the first failed connection; each further wait is twice as long.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two tries to connect.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(5);

    internal AuthenticationHeaderValue Authorization => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));

    private bool PrintMembers(StringBuilder text) // what is logged holds no password
    {
        text.Append($"Address = {Address}, User = {User}, Application = {Application}");
        return true;
    }
}
