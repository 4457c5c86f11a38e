using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Asterisk;
using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Recording;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Peers.Voice;

/// <summary>A town that can be called: a real Asterisk, the real server beside it, a number that leads to sales, and Maya and Noor with their phones.</summary>
public class Town : IAsyncLifetime
{
    public const string Number = "+4680001001";

    /// <summary>Of a telephone of somebody who works here.</summary>
    public const string OwnNumber = "+46709998877";

    /// <summary>What is said in this town is a tone of so many hertz: a test hears it, whatever voices the machine has.</summary>
    public const int Voice = 1_200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly string folder = Directory.CreateTempSubdirectory("isberg-town-").FullName;
    private readonly List<IAsyncDisposable> opened = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public AsteriskServer Asterisk { get; private set; } = null!;

    public AriClient Client { get; private set; } = null!;

    /// <summary>What flows look up.</summary>
    public CaseSystem Cases { get; private set; } = null!;

    /// <summary>What writes down what callers say, over Vosk's protocol in English and over the other one in Swedish.</summary>
    public SpeechServer Speech { get; private set; } = null!;

    public TestServer Server { get; private set; } = null!;

    public TestCentre Centre { get; private set; } = null!;

    private RecordingVault Vault { get; set; } = null!;

    /// <summary>Another one beside the first. Null: there is none.</summary>
    public AsteriskServer? Second { get; private set; }

    protected virtual bool HasSecond => false;

    public virtual async ValueTask InitializeAsync()
    {
        Asterisk = await AsteriskServer.Start(Stop);
        if (HasSecond) Second = await AsteriskServer.Start("second", Stop);
        Client = new AriClient(Asterisk.Options);
        Cases = await CaseSystem.Start(Stop);
        Speech = await SpeechServer.Start((_, _) => Task.FromResult(""), Stop);
        Server = await TestServer.Start(Stop, folder: Path.Combine(folder, "data"), change: builder =>
        {
            foreach (var (name, value) in Settings()) builder.Configuration[name] = value;
        });
        Vault = Server.Services.GetRequiredService<RecordingVault>();
        await SetUp();
    }

    /// <summary>What the server is told of telephony.</summary>
    public IEnumerable<(string Name, string Value)> Settings()
    {
        foreach (var (at, asterisk) in new[] { Asterisk, Second }.OfType<AsteriskServer>().Index())
        {
            var node = $"Isberg:Voice:Nodes:{at}";
            yield return ($"{node}:Address", asterisk.Address.AbsoluteUri);
            yield return ($"{node}:User", asterisk.Options.User);
            yield return ($"{node}:PasswordFile", asterisk.PasswordFile);
            yield return ($"{node}:Sip", asterisk.Sip.ToString());
            yield return ($"{node}:WebSocket", asterisk.WebSocket.AbsoluteUri);
            yield return ($"{node}:Spool", asterisk.Spool);
            yield return ($"{node}:Fax", asterisk.Fax);
        }

        yield return ("Isberg:Voice:LookUps:0:Address", Cases.Address);
        yield return ("Isberg:Voice:SoundEvery", "00:00:02");
        yield return ("Isberg:Voice:FaxPause", "00:00:12");
        yield return ("Isberg:Letters:Niceness", "0"); // a busy test machine would let faxes wait for ever
        var tone = Path.Combine(folder, "tone.wav");
        File.WriteAllBytes(tone, Wave.Tone(Voice, TimeSpan.FromSeconds(2)));
        yield return ("Isberg:Voice:Speech:Program", "cp");
        yield return ("Isberg:Voice:Speech:Arguments:0", tone);
        yield return ("Isberg:Voice:Speech:Arguments:1", "{sound}");
        foreach (var (at, language, address) in new[] { (0, "sv", Speech.Http), (1, "en", Speech.Socket) })
        {
            yield return ($"Isberg:Voice:Recognisers:{at}:Language", language);
            yield return ($"Isberg:Voice:Recognisers:{at}:Address", address);
            yield return ($"Isberg:Voice:Recognisers:{at}:Seconds", "15");
        }
    }

    /// <summary>From here on the real server runs as a process of its own, on the same data, which can be killed.</summary>
    public async Task<ServerProcess> Apart()
    {
        await Server.Halt(Stop);
        var process = new ServerProcess(Path.Combine(folder, "data"), null, more: Settings());
        await process.Start(Stop);
        return process;
    }

    /// <summary>Somebody outside, from his own number.</summary>
    public SipPhone Caller(string number = "+46701234567") => Caller(Asterisk.Sip, number);

    /// <param name="to">What his operator calls.</param>
    public SipPhone Caller(IPEndPoint to, string number)
    {
        var phone = new SipPhone(to, number);
        opened.Add(phone);
        return phone;
    }

    /// <summary>Everybody outside who is called from here: the operator's end.</summary>
    public SipPhone Outside() => Outside(Asterisk);

    public SipPhone Outside(AsteriskServer asterisk)
    {
        var phone = new SipPhone(asterisk.Sip, "operator", port: asterisk.Operator.Port);
        opened.Add(phone);
        return phone;
    }

    /// <summary>Somebody calls a number from his desk, for sales.</summary>
    public async Task<ContactId> CallOut(HttpClient desk, string number)
    {
        using var answer = await desk.PostAsJsonAsync("/api/v1/desk/calls", new { key = Guid.NewGuid().ToString("N"), service = Centre.Sales.Value, number }, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return new ContactId((Guid)(await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["contact"]!);
    }

    /// <summary>Signs somebody in, has his phone connected, and has him ready.</summary>
    public async Task<(SipPhone Phone, HttpClient Desk)> AtWork(string name)
    {
        var desk = await Centre.SignIn(name, Stop);
        var person = PersonOf(name);
        await Centre.Ready(person, Stop);
        var phone = await Phone(desk);
        await Until(PhoneState.Ready, name);
        return (phone, desk);
    }

    /// <summary>A phone with what the desk has asked for.</summary>
    public async Task<SipPhone> Phone(HttpClient desk) => (await Phones(desk)).Single();

    /// <summary>A phone with what the desk has asked for: a line to each Asterisk.</summary>
    public async Task<IReadOnlyList<SipPhone>> Phones(HttpClient desk)
    {
        using var answer = await desk.PutAsJsonAsync("/api/v1/phone", new { kind = "Sip" }, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        var told = (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
        List<SipPhone> lines = [];
        foreach (var asterisk in new[] { Asterisk, Second }.OfType<AsteriskServer>())
        {
            var line = new SipPhone(asterisk.Sip, (string)told["user"]!, (string)told["password"]!);
            opened.Add(line);
            lines.Add(line);
            await line.Register(Stop);
        }

        return lines;
    }

    public Task Until(PhoneState state, string name) => Until(() => StateOf(name) == state, $"the phone of {name} is {state}");

    public Task<Presence> PresenceOf(string name) => Centre.Live.Inbox.Ask(state => state.Floor.Person(PersonOf(name))!.Presence, Stop);

    /// <summary>Somebody is done with all that he still has to wrap up.</summary>
    public async Task WrapsUp(HttpClient desk)
    {
        foreach (var it in await Calls()) await Does(desk, $"contacts/{it.Contact.Value}/wrap-up", new { reasons = Array.Empty<Guid>(), note = (string?)null });
    }

    public PhoneState StateOf(string name) => Server.Services.GetRequiredService<PhoneStates>().Of(PersonOf(name));

    /// <summary>The rows of all calls, the first first.</summary>
    public async Task<List<ContactRow>> Rows()
    {
        await using var db = Server.Databases.CreateDbContext();
        return await db.Contacts.AsNoTracking().Where(it => it.Channel == Channel.Voice).OrderBy(it => it.ArrivedAt).ToListAsync(Stop);
    }

    /// <summary>The number that a call is kept with.</summary>
    public async Task<string?> PhoneOf(ContactId contact)
    {
        await using var db = Server.Databases.CreateDbContext();
        return (await db.Conversations.AsNoTracking().SingleAsync(it => it.Contact == contact, Stop)).GivenPhone;
    }

    public PersonId PersonOf(string name) => name == "maya" ? Centre.Maya : name == "noor" ? Centre.Noor : Centre.Otto;

    /// <summary>The calls on the floor.</summary>
    public Task<List<ContactOnFloor>> Calls() => Centre.Live.Inbox.Ask(state => state.Floor.Contacts().Where(it => it.Need.Channel == Channel.Voice).ToList(), Stop);

    /// <summary>The one call on the floor, once it has come so far.</summary>
    public async Task<ContactOnFloor> Call(Stage stage, PersonId? person = null)
    {
        ContactOnFloor? found = null;
        await Until(async () => (found = (await Calls()).SingleOrDefault()) is { } it && it.Stage == stage && (person is null || it.Person == person), $"the call is {stage}");
        return found!;
    }

    /// <summary>What a desk does with a contact: accept, decline, hold, end …</summary>
    public static async Task Does(HttpClient desk, string act, object? body = null)
    {
        using var answer = await desk.PostAsJsonAsync($"/api/v1/desk/{act}", body ?? new { }, Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{act}: {await answer.Content.ReadAsStringAsync(Stop)}");
    }

    /// <summary>From now on the calls to sales are recorded, as an administrator says so.</summary>
    public async Task Records(bool isOn = true)
    {
        using var otto = await Centre.SignIn("otto", Stop);
        var address = $"/api/v1/services/{Centre.Sales.Value}/recording";
        using var request = new HttpRequestMessage(HttpMethod.Put, address)
        {
            Content = JsonContent.Create(new
            {
                isOn, basis = "LegitimateInterest", purpose = "Kvalitet", agreedOn = "2026-01-15", agreement = "Facket", announcement = new { sv = "Samtalet spelas in." }, days = 90,
            }),
            Headers = { { "If-Match", (string)(await otto.GetFromJsonAsync<JsonObject>(address, Stop))!["version"]! } },
        };
        using var answer = await otto.SendAsync(request, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>Until so much of them lies on the disk that there is something to hear.</summary>
    public async Task Spoken(ContactId contact, int segment)
    {
        var file = Path.Combine(Asterisk.Spool, $"{contact.Value:N}-{segment}-said.sln");
        long Length() => File.Exists(file) ? new FileInfo(file).Length : 0;
        var (before, more) = (Length(), 64 * 1024);
        await Until(() => Length() >= before + more, "more of the call is recorded");
    }

    /// <summary>The server has seen that the exchange does not write what is said.</summary>
    public async Task<bool> LacksSound(ContactId contact)
    {
        await using var db = Server.Databases.CreateDbContext();
        return await db.Recordings.AnyAsync(it => it.Contact == contact && it.LacksSound, Stop);
    }

    internal async Task<HeardTracks> Hear(RecordingRow recording)
    {
        await using var sound = Vault.Open(recording)!;
        using var all = new MemoryStream();
        await sound.CopyToAsync(all, Stop);
        return new HeardTracks(all.ToArray());
    }

    /// <summary>The recordings of a call, once all of them are sealed and nothing plain is left.</summary>
    public async Task<List<RecordingRow>> Recordings(ContactId contact)
    {
        List<RecordingRow> rows = [];
        await Until(
            async () =>
            {
                await using var db = Server.Databases.CreateDbContext();
                rows = await db.Recordings.AsNoTracking().Where(it => it.Contact == contact).OrderBy(it => it.Segment).ToListAsync(Stop);
                return rows.TrueForAll(it => it.State != RecordingState.Running) && Directory.GetFiles(Asterisk.Spool).Length == 0;
            },
            "the recordings are sealed");
        return rows;
    }

    /// <summary>So long a phone rings before another one does. Otherwise nobody is hurried in the test world.</summary>
    public async Task Rings(TimeSpan time)
    {
        await using (var db = Server.Databases.CreateDbContext())
        using (await Server.Databases.WriteGate(Stop))
        {
            var sales = await db.Services.SingleAsync(it => it.Id == Centre.Sales, Stop);
            sales.Channels = [.. sales.Channels.Select(it => it with { Rule = it.Rule with { OfferTimeout = time } })];
            await db.SaveChangesAsync(Stop);
        }

        if (await Server.Services.GetRequiredService<TellFloor>().Run(Centre.Id, Stop) is { } refusal) Assert.Fail(refusal.Sentence);
    }

    /// <summary>A number for faxes that leads to sales.</summary>
    public async Task TakesFaxes(string number)
    {
        await using var db = Server.Databases.CreateDbContext();
        using var alone = await Server.Databases.WriteGate(Stop);
        db.Numbers.Add(new Number { Id = new NumberId(Guid.NewGuid()), Centre = Centre.Id, Name = "Fax", Dialled = number, Service = Centre.Sales, Language = new Language("sv"), IsFax = true });
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>What sales says to callers on hold.</summary>
    public async Task SaysOnHold(string words)
    {
        await using var db = Server.Databases.CreateDbContext();
        using var alone = await Server.Databases.WriteGate(Stop);
        var sales = await db.Services.SingleAsync(it => it.Id == Centre.Sales, Stop);
        sales.Channels = [.. sales.Channels.Select(it => it.Rule.Channel == Channel.Voice ? it with { OnHold = Texts.Of(("sv", words)) } : it)];
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>The checker: what Asterisk holds is what the floor says, and when all is over that is nothing. Then everybody goes home.</summary>
    public async Task NothingIsLeft()
    {
        await Until(
            async () => (await Client.Channels(Stop)).Count == 0 && (await Client.Bridges(Stop)).Count == 0 && (await Calls()).TrueForAll(it => it.Stage >= Stage.WrappingUp),
            "no channel, bridge or call is left");
        foreach (var person in new[] { Centre.Maya, Centre.Noor, Centre.Otto }) await Centre.Live.Inbox.Send(new PersonSignedOut(person, Centre.Otto), Stop);
        foreach (var it in opened) await it.DisposeAsync();
        opened.Clear();
    }

    public static Task Until(Func<bool> holds, string what) => Until(() => Task.FromResult(holds()), what);

    public static async Task Until(Func<Task<bool>> holds, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        while (!await holds())
        {
            if (limit.IsCancellationRequested) Assert.Fail($"Not within {Patience.TotalSeconds} s: {what}.");
            await Task.Delay(BetweenLooks, Stop);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var it in opened) await it.DisposeAsync();
        Client?.Dispose();
        if (Server is not null) await Server.DisposeAsync();
        if (Speech is not null) await Speech.DisposeAsync();
        if (Cases is not null) await Cases.DisposeAsync();
        if (Asterisk is not null) await Asterisk.DisposeAsync();
        if (Second is not null) await Second.DisposeAsync();
        GC.SuppressFinalize(this);
        Directory.Delete(folder, recursive: true);
    }

    private async Task SetUp()
    {
        Centre = await Server.NewCentre(Stop);
        await using (var db = Server.Databases.CreateDbContext())
        using (await Server.Databases.WriteGate(Stop))
        {
            foreach (var it in await db.People.ToListAsync(Stop)) it.Languages = [new Language("sv")];
            db.Numbers.Add(new Number { Id = new NumberId(Guid.NewGuid()), Centre = Centre.Id, Name = "Sales", Dialled = Number, Service = Centre.Sales, Language = new Language("sv") });
            await db.SaveChangesAsync(Stop);
        }

        if (await Server.Services.GetRequiredService<TellFloor>().Run(Centre.Id, Stop) is { } refusal) Assert.Fail(refusal.Sentence);
        using var maya = await Centre.SignIn("maya", Stop);
        await Until(async () => (await maya.PutAsJsonAsync("/api/v1/phone", new { kind = "Sip" }, Stop)).IsSuccessStatusCode, "telephony is connected");
    }
}
