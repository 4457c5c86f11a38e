using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Isberg.Channels.Chat;
using Isberg.People;
using Isberg.Routing;
using Isberg.World;

namespace Isberg.Contacts;

/// <summary>Whoever handles a chat sends the citizen a file: the same kinds and sizes as the other way round.</summary>
public sealed class StaffFileTests : IAsyncLifetime
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[200]];

    private TestServer server = null!;
    private TestCentre centre = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Files => Path.Combine(server.Folder, "files");

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.Start(Stop);
        centre = await server.NewCentre(Stop);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Boris_reads_the_file_that_Maya_sent_and_nobody_else_does()
    {
        using var maya = await centre.SignIn("maya", Stop);
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        using var anna = await Boris.Begins(server, Stop, message: "Hej!");
        await MayaTakes(boris.Contact);

        using (var sent = await Send(maya, boris.Contact, "Beslut om plats.pdf", Pdf)) Assert.Equal(HttpStatusCode.OK, sent.StatusCode);

        var message = (await boris.Reads(Stop))[^1];
        var file = Assert.Single(message.Files);
        Assert.Equal((Author.Staff, "Maya", "Beslut om plats.pdf", "application/pdf", Pdf.Length), (message.Author, message.By, file.Name, file.ContentType, (int)file.Bytes));
        Assert.Equal(Pdf, await boris.Client.GetByteArrayAsync($"{boris.Address}/files/{file.Id}", Stop));
        using var stolen = await anna.Client.GetAsync($"{anna.Address}/files/{file.Id}", Stop);
        Assert.Equal(HttpStatusCode.NotFound, stolen.StatusCode);
        Assert.Equal(Pdf, await maya.GetByteArrayAsync($"/api/v1/contacts/{boris.Contact.Value}/files/{file.Id}", Stop));
    }

    [Fact]
    public async Task A_file_sent_twice_is_one_message_and_one_file_on_the_disk()
    {
        using var maya = await centre.SignIn("maya", Stop);
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        await MayaTakes(boris.Contact);

        using (await Send(maya, boris.Contact, "a.pdf", Pdf, "samma"))
        using (var again = await Send(maya, boris.Contact, "a.pdf", Pdf, "samma")) Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        Assert.Equal(2, (await boris.Reads(Stop)).Count);
        Assert.Single(Directory.EnumerateFiles(Files, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_is_refused_leaves_nothing_on_the_disk()
    {
        using var maya = await centre.SignIn("maya", Stop);
        using var noor = await centre.SignIn("noor", Stop);
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        await MayaTakes(boris.Contact);

        using (var program = await Send(maya, boris.Contact, "a.pdf", Encoding.UTF8.GetBytes("<script>alert(1)</script>")))
            Assert.Equal("file.invalid", await Boris.CodeOf(program, Stop));
        using (var large = await Send(maya, boris.Contact, "a.pdf", new byte[FileStore.LargestBytes + 1])) Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using (var others = await Send(noor, boris.Contact, "a.pdf", Pdf)) Assert.Equal("contact.not_yours", await Boris.CodeOf(others, Stop));

        Assert.Single(await boris.Reads(Stop));
        Assert.Empty(Directory.Exists(Files) ? Directory.EnumerateFiles(Files, "*", SearchOption.AllDirectories) : []);
    }

    private static async Task<HttpResponseMessage> Send(HttpClient by, ContactId contact, string name, byte[] file, string? key = null)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/v1/desk/contacts/{contact.Value}/files?key={key ?? Guid.NewGuid().ToString()}&name={Uri.EscapeDataString(name)}") { Content = content };
        request.Headers.ExpectContinue = true; // what is refused by its size alone is not sent
        return await by.SendAsync(request, Stop);
    }

    private async Task MayaTakes(ContactId contact)
    {
        await centre.Tell(new PersonSignedIn(centre.Maya), Stop);
        await centre.Tell(new PresenceChosen(centre.Maya, Presence.Ready), Stop);
        await centre.Tell(new OfferAccepted(contact, centre.Maya, (await centre.Live.Inbox.Ask(state => state.Floor.Contact(contact), Stop))!.Offer), Stop);
    }
}
