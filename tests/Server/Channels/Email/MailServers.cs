using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Isberg.Mail.World;
using Isberg.World;

namespace Isberg.Channels.Email;

/// <summary>A real Dovecot and a real Exim for the tests of a class, and mailboxes of theirs as an administrator's screen writes them.</summary>
public sealed class MailServers : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public ImapServer Imap { get; private set; } = null!;

    public SmtpServer Smtp { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Imap = await ImapServer.Start();
        Smtp = await SmtpServer.Start(CancellationToken.None, SmtpServer.UserName);
    }

    public async ValueTask DisposeAsync()
    {
        await Smtp.DisposeAsync();
        await Imap.DisposeAsync();
    }

    /// <summary>A mailbox that works.</summary>
    public JsonObject Draft(TestCentre centre) => new()
    {
        ["name"] = "Sales", ["address"] = "sales@sund.example", ["service"] = centre.Sales.Value.ToString(),
        ["incoming"] = Server(Imap.Port, "sales", ImapServer.Password),
        ["outgoing"] = Server(Smtp.Port, SmtpServer.UserName, SmtpServer.Password),
    };

    public static JsonObject Server(int port, string user, string? secret) => new()
    {
        ["host"] = "127.0.0.1", ["port"] = port, ["security"] = "None", ["user"] = user, ["secret"] = secret,
    };

    public static async Task<HttpResponseMessage> Send(HttpClient client, HttpMethod method, string address, JsonObject body, CancellationToken stop, string? seen = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        if (seen is not null) request.Headers.IfMatch.Add(new EntityTagHeaderValue(seen));
        return await client.SendAsync(request, stop);
    }

    public static async Task<JsonObject> Create(HttpClient client, JsonObject draft, CancellationToken stop)
    {
        using var answer = await Send(client, HttpMethod.Post, "/api/v1/mailboxes", draft, stop);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(stop));
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(stop))!;
    }

    /// <summary>What is wrong with the halves, in one line: "TlsMissing, works".</summary>
    public static async Task<(string Faults, JsonObject Trial)> Try(HttpClient client, JsonObject draft, CancellationToken stop, string? id = null)
    {
        using var answer = await Send(client, HttpMethod.Post, "/api/v1/mailboxes/try", new JsonObject { ["id"] = id, ["draft"] = draft.DeepClone() }, stop);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(stop));
        var trial = (await answer.Content.ReadFromJsonAsync<JsonObject>(stop))!;
        return ($"{(string?)trial["incoming"]!["fault"] ?? "works"}, {(string?)trial["outgoing"]!["fault"] ?? "works"}", trial);
    }

    /// <summary>Waits until a mailbox stands as it should: nobody can say how soon a server is heard of.</summary>
    public static async Task<JsonNode> Stands(HttpClient client, JsonObject mailbox, Func<JsonNode, bool> isSo, CancellationToken stop)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        soon.CancelAfter(Patience);
        while (true)
        {
            var shown = (await client.GetFromJsonAsync<JsonObject>($"/api/v1/mailboxes/{mailbox["id"]}", soon.Token))!;
            if (shown["standing"] is { } standing && isSo(standing)) return standing;

            await Task.Delay(TimeSpan.FromMilliseconds(50), soon.Token);
        }
    }

    /// <summary>A port at which nobody answers.</summary>
    public static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A server too old for TLS: says a few words to whoever comes, and answers each line as it is told to.</summary>
internal sealed class OldServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Task serving;

    public OldServer(string greeting, Func<string, string> answer)
    {
        listener.Start();
        serving = Serve(greeting, answer);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static OldServer Imap() => new("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready", it => $"{it.Split(' ')[0]} OK done");

    public static OldServer Smtp() => new("220 mail.sund.example ready", it => it.StartsWith("EHLO", StringComparison.Ordinal) ? "250 mail.sund.example" : "250 done");

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
        over.Dispose();
    }

    private async Task Serve(string greeting, Func<string, string> answer)
    {
        while (!over.IsCancellationRequested)
        {
            using var client = await listener.AcceptTcpClientAsync(over.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync(greeting.AsMemory(), over.Token);
            try
            {
                while (await reader.ReadLineAsync(over.Token) is { } line) await writer.WriteLineAsync(answer(line).AsMemory(), over.Token);
            }
            catch (IOException)
            {
                // who came is gone
            }
        }
    }
}
