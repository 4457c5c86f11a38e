using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Isberg.Access;
using Isberg.Mail.World;
using Isberg.Services;
using Isberg.Storage;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Email;

/// <summary>An administrator keeps mailboxes; what is secret in them stays so, and goes to nobody whom it was not given for.</summary>
public sealed class MailboxTests(MailServers mail, OneServer one) : IClassFixture<MailServers>, IClassFixture<OneServer>
{
    private const string Mailboxes = "/api/v1/mailboxes";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_an_administrator_sets_a_mailbox_up_and_tries_it()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        using var maya = await centre.SignIn("maya", Stop);
        using var nobody = one.Server.NewClient();
        var kept = await MailServers.Create(otto, mail.Draft(centre), Stop);

        Assert.All(await Statuses(maya, kept, centre), it => Assert.Equal(HttpStatusCode.Forbidden, it));
        Assert.All(await Statuses(nobody, kept, centre), it => Assert.Equal(HttpStatusCode.Unauthorized, it));
        using var alarms = await maya.GetAsync($"{Mailboxes}/alarms", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, alarms.StatusCode);
        using var unchanged = await otto.GetAsync($"{Mailboxes}/{kept["id"]}", Stop);
        Assert.Equal((string)kept["version"]!, unchanged.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task What_is_wrong_is_told_field_by_field()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var draft = new JsonObject
        {
            ["name"] = " ", ["address"] = "nobody", ["service"] = Guid.NewGuid().ToString(), ["folder"] = "INBOX", ["asideFolder"] = "INBOX",
            ["receipt"] = new JsonObject { ["sv"] = new string('a', KeepMailbox.MostText + 1) },
            ["incoming"] = new JsonObject { ["host"] = "mail.sund.example", ["port"] = 0, ["security"] = "None", ["user"] = "" },
            ["outgoing"] = new JsonObject { ["host"] = "https://mail.sund.example/", ["port"] = 587, ["security"] = "Tls", ["user"] = "a", ["signIn"] = "OAuth", ["secret"] = "{}" },
            ["rules"] = new JsonArray(new JsonObject { ["field"] = "Subject", ["contains"] = " ", ["service"] = centre.Sales.Value.ToString() }),
        };

        Assert.Equal(
            [
                "address", "asideFolder", "incoming.port", "incoming.secret", "incoming.security", "incoming.user", "name",
                "outgoing.host", "outgoing.secret", "receipt.sv", "rules", "service",
            ],
            await Wrong(otto, HttpMethod.Post, Mailboxes, draft));
        Assert.Equal(
            ["rules"], await Wrong(otto, HttpMethod.Post, Mailboxes, With(mail.Draft(centre), it => it["rules"] = new JsonArray(Rule("parks", Guid.NewGuid())))));
    }

    [Fact]
    public async Task A_change_upon_an_old_version_is_refused()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var kept = await MailServers.Create(otto, mail.Draft(centre), Stop);
        var address = $"{Mailboxes}/{kept["id"]}";

        using var first = await MailServers.Send(otto, HttpMethod.Put, address, With(mail.Draft(centre), it => it["name"] = "Mine"), Stop, (string)kept["version"]!);
        using var second = await MailServers.Send(otto, HttpMethod.Put, address, With(mail.Draft(centre), it => it["name"] = "Theirs"), Stop, (string)kept["version"]!);
        using var blind = await MailServers.Send(otto, HttpMethod.Put, address, mail.Draft(centre), Stop);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionRequired], [first.StatusCode, second.StatusCode, blind.StatusCode]);
        Assert.Equal("Mine", (string)(await otto.GetFromJsonAsync<JsonObject>(address, Stop))!["name"]!);
    }

    [Fact]
    public async Task All_that_is_typed_is_kept_and_shown_again()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var draft = With(mail.Draft(centre), it =>
        {
            (it["folder"], it["takenFolder"], it["asideFolder"], it["trustedServer"], it["takesPlusAddresses"]) = ("Inkorg", "Hämtade", "Åt sidan", "mx.sund.example", true);
            foreach (var text in new[] { "sender", "signature", "receipt" }) it[text] = new JsonObject { ["fi"] = $"{text} ä", ["sv"] = $"{text} å" };
            it["rules"] = new JsonArray(Rule("bygglov", centre.Support.Value), Rule("felanmälan", centre.Sales.Value));
        });

        var kept = await MailServers.Create(otto, draft, Stop);

        foreach (var server in new[] { draft["incoming"]!.AsObject(), draft["outgoing"]!.AsObject() })
        {
            server.Remove("secret");
            (server["signIn"], server["hasSecret"]) = ("Password", true);
        }

        Assert.All(draft, it => Assert.True(JsonNode.DeepEquals(it.Value, kept[it.Key]), $"{it.Key}: {kept[it.Key]}"));
        var listed = await otto.GetFromJsonAsync<JsonArray>(Mailboxes, Stop);
        Assert.Equal((string)kept["id"]!, (string)Assert.Single(listed!)!["id"]!);
    }

    [Fact]
    public async Task A_password_is_in_no_answer_and_sealed_in_the_database()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        const string Hush = "Hush-hush-4711";
        var draft = With(mail.Draft(centre), it => it["incoming"]!["secret"] = Hush);

        var kept = await MailServers.Create(otto, draft, Stop);
        var address = $"{Mailboxes}/{kept["id"]}";
        using var changed = await MailServers.Send(otto, HttpMethod.Put, address, With(draft, it => it["name"] = "Other"), Stop, (string)kept["version"]!);
        var (_, trial) = await MailServers.Try(otto, draft, Stop);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        string[] answers =
        [
            kept.ToJsonString(), trial.ToJsonString(), await changed.Content.ReadAsStringAsync(Stop),
            await otto.GetStringAsync(Mailboxes, Stop), await otto.GetStringAsync(address, Stop),
        ];
        Assert.All(answers, it => Assert.DoesNotContain(Hush, it, StringComparison.Ordinal));
        Assert.All(Directory.GetFiles(server.Folder, "*.sqlite*"), it => Assert.DoesNotContain(Hush, Encoding.Latin1.GetString(Bytes(it)), StringComparison.Ordinal));
        var row = await Row(server, kept);
        Assert.Equal(Hush, server.Services.GetRequiredService<MasterKey>().Open(row.Incoming.Secret!, MailServer.SecretPurpose));
    }

    [Fact]
    public async Task A_stored_password_stays_when_none_is_typed()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var kept = await MailServers.Create(otto, mail.Draft(centre), Stop);
        var before = await Row(one.Server, kept);
        var draft = With(Silent(mail.Draft(centre)), it => it["name"] = "Other");

        using var changed = await MailServers.Send(otto, HttpMethod.Put, $"{Mailboxes}/{kept["id"]}", draft, Stop, (string)kept["version"]!);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var after = await Row(one.Server, kept);
        Assert.Equal(("Other", before.Incoming.Secret, before.Outgoing.Secret), (after.Name, after.Incoming.Secret, after.Outgoing.Secret));
        Assert.Equal("works, works", (await MailServers.Try(otto, draft, Stop, (string)kept["id"]!)).Faults);
    }

    [Theory]
    [InlineData("host", "localhost")]
    [InlineData("user", "support")]
    [InlineData("signIn", "OAuth")]
    public async Task A_stored_password_is_not_used_for_another_server_or_user(string field, string other)
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var kept = await MailServers.Create(otto, mail.Draft(centre), Stop);
        var draft = With(Silent(mail.Draft(centre)), it => it["incoming"]![field] = other);

        Assert.Equal(["incoming.secret"], await Wrong(otto, HttpMethod.Put, $"{Mailboxes}/{kept["id"]}", draft, (string)kept["version"]!));
        Assert.Equal(["incoming.secret"], await Wrong(otto, HttpMethod.Post, $"{Mailboxes}/try", new JsonObject { ["id"] = (string)kept["id"]!, ["draft"] = draft }));
    }

    [Fact]
    public async Task A_password_is_forgotten_when_the_server_needs_none()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var kept = await MailServers.Create(otto, mail.Draft(centre), Stop);
        var draft = With(Silent(mail.Draft(centre)), it => it["outgoing"]!["needsNoSignIn"] = true);

        using var changed = await MailServers.Send(otto, HttpMethod.Put, $"{Mailboxes}/{kept["id"]}", draft, Stop, (string)kept["version"]!);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Null((await Row(one.Server, kept)).Outgoing.Secret);
        Assert.False((bool)(await changed.Content.ReadFromJsonAsync<JsonObject>(Stop))!["outgoing"]!["hasSecret"]!);
    }

    [Fact]
    public async Task Another_centre_neither_sees_nor_changes_nor_tries_a_mailbox()
    {
        var (ours, _) = await one.NewCentre();
        var (theirs, _) = await one.NewCentre();
        using var we = await ours.SignIn("otto", Stop);
        using var they = await theirs.SignIn("otto", Stop);
        var kept = await MailServers.Create(we, mail.Draft(ours), Stop);
        var address = $"{Mailboxes}/{kept["id"]}";

        using var shown = await they.GetAsync(address, Stop);
        using var changed = await MailServers.Send(they, HttpMethod.Put, address, mail.Draft(theirs), Stop, (string)kept["version"]!);

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [shown.StatusCode, changed.StatusCode]);
        Assert.Empty((await they.GetFromJsonAsync<JsonArray>(Mailboxes, Stop))!);
        Assert.Equal(
            ["incoming.secret", "outgoing.secret"],
            await Wrong(they, HttpMethod.Post, $"{Mailboxes}/try", new JsonObject { ["id"] = (string)kept["id"]!, ["draft"] = Silent(mail.Draft(theirs)) }));
    }

    [Fact]
    public async Task Who_sees_one_commissioner_s_services_sees_no_other_s_mailboxes()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var kept = await MailServers.Create(otto, mail.Draft(centre), Stop);
        async Task<int> Seen()
        {
            using var maya = await centre.SignIn("maya", Stop);
            using var shown = await maya.GetAsync($"{Mailboxes}/{kept["id"]}", Stop);
            var listed = (await maya.GetFromJsonAsync<JsonArray>(Mailboxes, Stop))!.Count;
            Assert.Equal(listed == 1, shown.IsSuccessStatusCode);
            return listed;
        }

        Assert.Equal(1, await Seen());
        await Limit(centre, centre.Commissioner.Value);
        Assert.Equal(1, await Seen());
        await Limit(centre, Guid.NewGuid());
        Assert.Equal(0, await Seen());
    }

    [Fact]
    public async Task A_mailbox_is_taken_out_of_use_even_when_its_service_is_so_already()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var kept = await MailServers.Create(otto, mail.Draft(centre), Stop);
        await using (var db = one.Server.Databases.CreateDbContext())
            await db.Services.Where(it => it.Id == centre.Sales).ExecuteUpdateAsync(it => it.SetProperty(row => row.IsArchived, true), Stop);
        var address = $"{Mailboxes}/{kept["id"]}";
        var draft = Silent(mail.Draft(centre));

        Assert.Equal(["service"], await Wrong(otto, HttpMethod.Put, address, With(draft, it => it["name"] = "Other"), (string)kept["version"]!));
        using var archived = await MailServers.Send(otto, HttpMethod.Put, address, With(draft, it => it["isArchived"] = true), Stop, (string)kept["version"]!);

        Assert.Equal(HttpStatusCode.OK, archived.StatusCode);
        Assert.Null((await archived.Content.ReadFromJsonAsync<JsonObject>(Stop))!["standing"]);
    }

    /// <summary>Maya sees this commissioner's services and no others from the next sign-in on.</summary>
    private async Task Limit(TestCentre centre, Guid commissioner)
    {
        await using var db = one.Server.Databases.CreateDbContext();
        var account = await db.Set<Account>().SingleAsync(it => it.Person == centre.Maya, Stop);
        account.Commissioners = [commissioner];
        await db.SaveChangesAsync(Stop);
    }

    private async Task<HttpStatusCode[]> Statuses(HttpClient client, JsonObject kept, TestCentre centre)
    {
        using var made = await MailServers.Send(client, HttpMethod.Post, Mailboxes, mail.Draft(centre), Stop);
        using var changed = await MailServers.Send(client, HttpMethod.Put, $"{Mailboxes}/{kept["id"]}", mail.Draft(centre), Stop, (string)kept["version"]!);
        using var tried = await MailServers.Send(client, HttpMethod.Post, $"{Mailboxes}/try", new JsonObject { ["id"] = null, ["draft"] = mail.Draft(centre) }, Stop);
        return [made.StatusCode, changed.StatusCode, tried.StatusCode];
    }

    private static async Task<IEnumerable<string>> Wrong(HttpClient client, HttpMethod method, string address, JsonObject body, string? seen = null)
    {
        using var answer = await MailServers.Send(client, method, address, body, Stop, seen);
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync(Stop));
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!.AsObject().Select(it => it.Key).Order(StringComparer.Ordinal);
    }

    private static async Task<Mailbox> Row(TestServer server, JsonObject kept)
    {
        await using var db = server.Databases.CreateDbContext();
        return await db.Mailboxes.AsNoTracking().SingleAsync(it => it.Id == new MailboxId(Guid.Parse((string)kept["id"]!)), Stop);
    }

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static JsonObject Rule(string contains, Guid service) => new() { ["field"] = "Subject", ["contains"] = contains, ["service"] = service.ToString() };

    private static JsonObject With(JsonObject draft, Action<JsonObject> change)
    {
        var changed = draft.DeepClone().AsObject();
        change(changed);
        return changed;
    }

    /// <summary>With no password typed.</summary>
    private static JsonObject Silent(JsonObject draft) => With(draft, it => it["incoming"]!["secret"] = it["outgoing"]!["secret"] = null);
}
