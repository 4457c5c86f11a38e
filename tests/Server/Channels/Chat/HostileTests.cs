using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Isberg.Contacts;
using Isberg.Services;
using Isberg.Storage;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Chat;

/// <summary>What a citizen's browser, or somebody who pretends to be one, may send and may not.</summary>
public sealed class HostileTests(OneServer one) : IClassFixture<OneServer>, IAsyncLifetime
{
    private readonly TestServer server = one.Server;
    private TestCentre centre = null!;
    private string town = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (centre, town) = await one.NewCentre();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("Å i åa ä e ö, sa ån.")]
    [InlineData("مرحبا بالعالم — שלום עולם")]
    [InlineData("नमस्ते 你好 こんにちは ສະບາຍດີ")]
    [InlineData("👩🏽‍🚒 🏳️‍🌈 e\u0301 \u202eevil\u202c \u200d")]
    [InlineData("<script>alert(1)</script><img src=x onerror=alert(1)>&amp;")]
    [InlineData("line\nline\ttab  two spaces ")]
    [InlineData("'; DROP TABLE messages; --")]
    public async Task Text_survives_unchanged(string text)
    {
        using var boris = await Boris.Begins(server, Stop, message: text, centre: town);
        using (var answer = await boris.Writes(text, Stop)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        Assert.All(await boris.Reads(Stop), it => Assert.Equal(text, it.Text));
    }

    [Fact]
    public async Task A_transcript_shows_markup_as_text()
    {
        using var boris = await Boris.Begins(server, Stop, message: "<script>alert(1)</script>", centre: town);

        using var answer = await boris.Client.GetAsync($"{boris.Address}/transcript?language=fi", Stop);
        var page = await answer.Content.ReadAsStringAsync(Stop);

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("Sinä", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "message.invalid")]
    [InlineData("   \n", "message.invalid")]
    [InlineData("long", "message.too_large")]
    public async Task A_message_that_is_none_is_refused(string text, string code)
    {
        using var boris = await Boris.Begins(server, Stop, centre: town);

        using var answer = await boris.Writes(text == "long" ? new string('x', MessageText.Longest + 1) : text, Stop);

        Assert.Equal(code, await Boris.CodeOf(answer, Stop));
        Assert.Empty(await boris.Reads(Stop));
    }

    [Fact]
    public async Task A_secret_opens_its_own_conversation_and_no_other()
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej", centre: town);
        using var anna = await Boris.Begins(server, Stop, message: "Hemligt", centre: town);

        foreach (var path in new[] { "", "/messages", "/stream", "/transcript" })
        {
            using var answer = await boris.Client.GetAsync(anna.Address + path, Stop);
            Assert.Equal((HttpStatusCode.NotFound, "conversation.unknown"), (answer.StatusCode, await Boris.CodeOf(answer, Stop)));
        }

        using var nobody = server.NewClient();
        using var refused = await nobody.PostAsJsonAsync($"{anna.Address}/end", new { }, Stop);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(ConversationState.Waiting, (await anna.Looks(Stop)).State);
    }

    [Fact]
    public async Task The_secret_is_stored_as_a_hash_only()
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej", centre: town);

        await using var db = server.Databases.CreateDbContext();
        var stored = await db.Conversations.SingleAsync(it => it.Contact == boris.Contact, Stop);

        Assert.Equal(ConversationSecret.Hash(boris.Begun.Token), stored.SecretHash);
        var ledger = string.Join('\n', await db.Ledger.Where(it => it.Contact == boris.Contact).Select(it => it.Body).ToListAsync(Stop));
        Assert.DoesNotContain(boris.Begun.Token, ledger, StringComparison.Ordinal);
        Assert.DoesNotContain("Boris", ledger, StringComparison.Ordinal);
        Assert.DoesNotContain("Hej", ledger, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "sales", "centre.unknown")]
    [InlineData("", "nothing", "service.unknown")]
    public async Task There_is_no_chat_where_there_is_no_service(string where, string service, string code)
    {
        using var client = server.NewClient();
        using var answer = await Boris.Begin(client, Stop, service, centre: where.Length > 0 ? where : town);
        Assert.Equal(code, await Boris.CodeOf(answer, Stop));
    }

    [Fact]
    public async Task A_key_that_could_be_guessed_is_refused()
    {
        using var client = server.NewClient();
        using var answer = await Boris.Begin(client, Stop, key: "1", centre: town);
        Assert.Equal("idempotency_key.invalid", await Boris.CodeOf(answer, Stop));
    }

    [Fact]
    public async Task A_file_is_taken_for_what_is_in_it_and_comes_back_as_a_download()
    {
        using var boris = await Boris.Begins(server, Stop, centre: town);
        byte[] picture = [0x89, .. "PNG\r\n\u001a\n"u8, .. new byte[100]];

        using (var answer = await boris.Sends("../../etc/pass\u202ewd<.html", picture, Stop)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var file = Assert.Single(Assert.Single(await boris.Reads(Stop)).Files);
        Assert.Equal(("passwd.html", "image/png", (long)picture.Length), (file.Name, file.ContentType, file.Bytes));
        using var back = await boris.Client.GetAsync($"{boris.Address}/files/{file.Id}", Stop);
        Assert.Equal("attachment", back.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", Assert.Single(back.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(picture, await back.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task The_staff_of_the_centre_get_the_file_and_nobody_else_does()
    {
        using var boris = await Boris.Begins(server, Stop, centre: town);
        using (await boris.Sends("hej.txt", "hej"u8.ToArray(), Stop)) { }
        var file = Assert.Single((await boris.Reads(Stop))[0].Files);
        var (other, _) = await one.NewCentre();
        using var maya = await centre.SignIn("maya", Stop);
        using var stranger = await other.SignIn("maya", Stop);
        using var anna = await Boris.Begins(server, Stop, centre: town);
        var address = $"/api/v1/contacts/{boris.Begun.Contact}/files/{file.Id}";

        Assert.Equal("hej", await maya.GetStringAsync(address, Stop));
        using (var refused = await stranger.GetAsync(address, Stop)) Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using (var refused = await server.NewClient().GetAsync(address, Stop)) Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using (var refused = await anna.Client.GetAsync($"{anna.Address}/files/{file.Id}", Stop)) Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Theory]
    [InlineData("MZ\u0090\u0000 a program", "bill.pdf")]
    [InlineData("<html><script>alert(1)</script>", "page.txt")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "drawing.png")]
    [InlineData("#!/bin/sh\nrm -rf /", "note.txt")]
    [InlineData("", "empty.txt")]
    public async Task A_file_of_another_kind_stays_outside(string content, string name)
    {
        using var boris = await Boris.Begins(server, Stop, centre: town);

        using var answer = await boris.Sends(name, Encoding.Latin1.GetBytes(content), Stop);

        Assert.Equal("file.invalid", await Boris.CodeOf(answer, Stop));
        Assert.Empty(await boris.Reads(Stop));
        var folder = Path.Combine(server.Folder, "files", centre.Id.Value.ToString("N"));
        Assert.True(!Directory.Exists(folder) || !Directory.EnumerateFiles(folder).Any());
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_with_a_sentence()
    {
        using var boris = await Boris.Begins(server, Stop, centre: town);
        boris.Client.DefaultRequestHeaders.ExpectContinue = true;
        using var answer = await boris.Sends("big.txt", Encoding.ASCII.GetBytes(new string('x', FileStore.LargestBytes + 1)), Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Only_sites_that_the_service_names_may_use_its_chat()
    {
        await using (var db = server.Databases.CreateDbContext())
        {
            (await db.Services.SingleAsync(it => it.Id == centre.Sales, Stop)).AllowedOrigins = ["https://www.sund.example"];
            await db.SaveChangesAsync(Stop);
        }

        Assert.Equal("https://www.sund.example", await AllowedFor("https://www.sund.example", "sales"));
        Assert.Null(await AllowedFor("https://evil.example", "sales"));
        Assert.Null(await AllowedFor("https://www.sund.example", "support"));

        using var client = server.NewClient();
        client.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        using var answer = await Boris.Begin(client, Stop, centre: town);
        Assert.Equal("origin.forbidden", await Boris.CodeOf(answer, Stop));
    }

    [Fact]
    public async Task Who_is_on_the_block_list_is_not_taken_in()
    {
        await using (var db = server.Databases.CreateDbContext())
        {
            var list = server.Services.GetRequiredService<BlockList>();
            db.Blocks.Add(new Block
            {
                Id = new BlockId(Guid.NewGuid()), Centre = centre.Id, Kind = BlockKind.Email, Hash = Block.HashOf(list.KeyOf(centre.Id), BlockKind.Email, "boris@example.org"),
                Since = DateTimeOffset.UtcNow, Until = DateTimeOffset.UtcNow.AddDays(1),
            });
            await db.SaveChangesAsync(Stop);
        }

        using var client = server.NewClient();
        using var answer = await Boris.Begin(client, Stop, email: " Boris@Example.ORG ", centre: town);
        Assert.Equal("sender.forbidden", await Boris.CodeOf(answer, Stop));
    }

    [Fact]
    public async Task A_citizen_is_recognised_by_his_exact_address_and_his_name_is_not_written_over()
    {
        using var first = await Boris.Begins(server, Stop, email: "boris@example.org", centre: town);
        using var again = await Boris.Begins(server, Stop, email: "BORIS@example.org", centre: town);
        using var other = await Boris.Begins(server, Stop, email: "boris@example.com", centre: town);

        await using var db = server.Databases.CreateDbContext();
        var customers = await db.Contacts.Where(it => it.Centre == centre.Id).ToDictionaryAsync(it => it.Id, it => it.Customer, Stop);
        Assert.NotNull(customers[first.Contact]);
        Assert.Equal(customers[first.Contact], customers[again.Contact]);
        Assert.NotEqual(customers[first.Contact], customers[other.Contact]);
        Assert.Equal(2, await db.Customers.CountAsync(it => it.Centre == centre.Id, Stop));
    }

    private async Task<string?> AllowedFor(string origin, string service)
    {
        using var client = server.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, $"/api/v1/public/{town}/services/{service}/chat");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,idempotency-key");
        using var answer = await client.SendAsync(request, Stop);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }
}
