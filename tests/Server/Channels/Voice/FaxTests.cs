using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Channels.Letter;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Voice;

/// <summary>Faxes that the exchange has received become contacts: each once, whatever was cut off.</summary>
public sealed class FaxTests(FaxRoom room) : IClassFixture<FaxRoom>
{
    private static readonly byte[] Sheet = Paper.Tiff(Paper.Pdf("Jag vill ha bygglov för garaget på Åkervägen 12."), Paper.Pdf("Sida två."));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fax_becomes_a_contact_with_its_pages_as_a_PDF_and_its_sender_is_recognised()
    {
        var centre = await room.NewCentre();
        var number = await room.Number(centre);

        await room.Gone(room.Comes(number, Sheet, 2));

        var fax = Assert.Single(await room.Faxes(centre));
        Assert.Equal(new FaxFacts($"+{number}", "+46701234567", "Annas fax", IsWhole: true), fax.Fax);
        Assert.Equal(2, fax.Pages.Count);
        await using var db = room.Server.Databases.CreateDbContext();
        var contact = await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == fax.Contact, Stop);
        var file = Assert.Single((await db.Messages.AsNoTracking().SingleAsync(it => it.Id == fax.Message, Stop)).Files);
        Assert.Equal((Channel.Fax, centre.Sales, "fax.pdf", "application/pdf"), (contact.Channel, contact.Service, file.Name, file.ContentType));
        Assert.Equal("+46701234567", (await db.Customers.AsNoTracking().SingleAsync(it => it.Id == contact.Customer, Stop)).Phone);
    }

    [Fact]
    public async Task The_same_call_is_taken_once_and_the_same_sheet_by_another_call_again()
    {
        var centre = await room.NewCentre();
        var number = await room.Number(centre);

        var call = room.Comes(number, Sheet, 2);
        await room.Gone(call);
        await room.Gone(room.Comes(number, Sheet, 2, call: call)); // as if the server had died before it forgot it
        Assert.Single(await room.Faxes(centre));

        await room.Gone(room.Comes(number, Sheet, 2));
        Assert.Equal(2, (await room.Faxes(centre)).Count);
    }

    [Fact]
    public async Task A_line_that_breaks_leaves_what_has_come_and_says_that_it_is_not_all()
    {
        var centre = await room.NewCentre();
        var number = await room.Number(centre);

        await room.Gone(room.Comes(number, null, 0, "FAILED"));
        await room.Gone(room.Comes(number, Sheet, 2, "FAILED", from: ""));

        var fax = Assert.Single(await room.Faxes(centre));
        Assert.Equal((false, null), (fax.Fax!.IsWhole, fax.Fax.From));
    }

    [Fact]
    public async Task What_cannot_be_read_or_leads_nowhere_stays_for_people()
    {
        var centre = await room.NewCentre();
        var number = await room.Number(centre);

        var broken = room.Comes(number, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 1);
        var nobodys = room.Comes("46812345", Sheet, 2);
        await room.Gone(broken);
        await room.Gone(nobodys);

        Assert.True(room.IsAside(broken) && room.IsAside(nobodys));
        Assert.Empty(await room.Faxes(centre));
    }

    [Fact]
    public async Task A_number_for_faxes_is_marked_for_the_exchange_until_it_is_out_of_use()
    {
        var centre = await room.NewCentre();
        var digits = await room.Number(centre);
        using var otto = await centre.SignIn("otto", Stop);
        var number = (await otto.GetFromJsonAsync<JsonArray>("/api/v1/numbers", Stop))!.Single()!.AsObject();
        Assert.True((bool)number["isFax"]!);

        number["isArchived"] = true;
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/numbers/{number["id"]}") { Content = JsonContent.Create(number) };
        Assert.True(request.Headers.TryAddWithoutValidation("If-Match", (string)number["version"]!));
        using var answer = await otto.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await FaxRoom.Until(() => Task.FromResult(!room.IsMarked(digits)), "the number is no longer marked");
    }

    [Fact]
    public async Task What_the_line_said_of_a_fax_goes_when_the_contact_is_erased()
    {
        var centre = await room.NewCentre();
        await room.Gone(room.Comes(await room.Number(centre), Sheet, 2));
        var contact = Assert.Single(await room.Faxes(centre)).Contact!.Value;

        await centre.Tell(new ContactDiscarded(contact, centre.Otto), Stop);
        Assert.Null(await room.Server.Services.GetRequiredService<EraseContent>().OfContact(centre.Everybody, contact, Stop));

        Assert.Null(Assert.Single(await room.Faxes(centre)).Fax);
    }

    [Fact]
    public async Task A_fax_is_answered_by_whoever_handles_it_to_a_number_that_may_be_called_and_not_without_end()
    {
        var centre = await room.NewCentre();
        await room.Gone(room.Comes(await room.Number(centre), Sheet, 2));
        var contact = Assert.Single(await room.Faxes(centre)).Contact!.Value;
        using var maya = await centre.SignIn("maya", Stop);
        Assert.Equal("contact.not_yours", await Refused(maya, contact, "+46701234567", "Hej"));

        await centre.Ready(centre.Maya, Stop);
        var offered = (await centre.Live.Inbox.Ask(state => state.Floor.Contact(contact), Stop))!;
        using (var accepted = await maya.PostAsJsonAsync($"/api/v1/desk/offers/{contact.Value}/accept", new { offer = offered.Offer }, Stop)) Assert.True(accepted.IsSuccessStatusCode);

        Assert.Equal("call.number.forbidden", await Refused(maya, contact, "112", "Hej"));
        Assert.Equal("call.number.forbidden", await Refused(maya, contact, "+1 212 555 01 00", "Hej"));
        Assert.Equal("call.number.invalid", await Refused(maya, contact, "Anna\r\nSet: X=1", "Hej"));
        Assert.Equal("fax.too_long", await Refused(maya, contact, "+46701234567", new string('\n', 500) + "Hej"));
    }

    private static async Task<string?> Refused(HttpClient who, ContactId contact, string to, string text)
    {
        using var answer = await who.PostAsJsonAsync($"/api/v1/desk/contacts/{contact.Value}/faxes", new { key = Guid.NewGuid().ToString("N"), to, text }, Stop);
        Assert.False(answer.IsSuccessStatusCode);
        return (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["code"];
    }
}
