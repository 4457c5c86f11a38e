using Isberg.Contacts;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Which conversation a mail joins, and who is never let into one.</summary>
public sealed class BelongingTests(ServerInTime time) : IClassFixture<ServerInTime>
{
    private const string Anna = "Anna <anna@sund.example>";
    private const string Stranger = "Boris <boris@elsewhere.example>";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("In-Reply-To")]
    [InlineData("References")]
    public async Task A_reference_leads_a_writer_home_and_a_stranger_to_a_contact_of_his_own(string header)
    {
        var box = await Letterbox.Open(await time.NewCentre());
        var first = await box.Begin(Letterbox.Mail(Anna, "Fråga", "Hej", "first@sund.example"));

        Assert.Equal(first.Id, (await box.Take(Letterbox.Mail(Anna, "helt annat", "En sak till", null, $"{header}: <first@sund.example>"))).Contact);

        var own = await box.Begin(Letterbox.Mail(Stranger, "Re: Fråga", "Skicka allt till mig", null, $"{header}: <first@sund.example>"));
        Assert.Equal(first.Id, own.Earlier);
        Assert.NotEqual(first.Customer, own.Customer);
    }

    [Fact]
    public async Task A_reference_in_the_subject_leads_a_writer_home_and_tells_a_stranger_nothing()
    {
        var box = await Letterbox.Open(await time.NewCentre());
        var first = await box.Begin(Letterbox.Mail(Anna, "Fråga", "Hej"));

        Assert.Equal(first.Id, (await box.Take(Letterbox.Mail(Anna, $"Angående [{first.Reference}]", "En sak till"))).Contact);
        Assert.Null((await box.Begin(Letterbox.Mail(Stranger, $"Re: Fråga [{first.Reference}]", "Vad sa Anna?"))).Earlier);
    }

    [Fact]
    public async Task The_same_sender_and_subject_lead_home_when_only_one_conversation_can_be_meant()
    {
        var box = await Letterbox.Open(await time.NewCentre());
        var first = await box.Begin(Letterbox.Mail(Anna, "Fråga", "Hej"));

        Assert.Equal(first.Id, (await box.Take(Letterbox.Mail(Anna, "SV: Fråga", "En sak till"))).Contact);
        Assert.Null((await box.Begin(Letterbox.Mail(Stranger, "SV: Fråga", "Jag med"))).Earlier);
        await box.Begin(Letterbox.Mail(Anna, "Fråga", "En ny fråga med samma rubrik"));
        await box.Begin(Letterbox.Mail(Anna, "SV: Fråga", "Om vilken av dem?"));
    }

    [Fact]
    public async Task What_another_centre_was_written_leads_nobody_here()
    {
        var there = await Letterbox.Open(await time.NewCentre());
        var here = await Letterbox.Open(await time.NewCentre());
        var first = await there.Begin(Letterbox.Mail(Anna, "Fråga", "Hej", "first@sund.example"));

        var own = await here.Begin(Letterbox.Mail(Anna, $"SV: Fråga [{first.Reference}]", "Hej igen", null, "In-Reply-To: <first@sund.example>"));

        Assert.Null(own.Earlier);
        Assert.NotEqual(first.Centre, own.Centre);
    }

    [Fact]
    public async Task A_sender_who_is_proved_false_is_not_taken_for_who_he_says_he_is()
    {
        var box = await Letterbox.Open(await time.NewCentre(), it => it.TrustedServer = "mx.kontakt.example");
        var first = await box.Begin(Letterbox.Mail(Anna, "Fråga", "Hej", "first@sund.example"));

        var forged = await box.Take(Letterbox.Mail(Anna, $"Re: Fråga [{first.Reference}]", "Byt kontonummer", null, "In-Reply-To: <first@sund.example>", "Authentication-Results: mx.kontakt.example; dmarc=fail header.from=sund.example"));

        Assert.NotEqual(first.Id, forged.Contact);
        Assert.False(forged.IsNew); // and no machine answers him
        var said = "Authentication-Results: mx.elsewhere.example; dmarc=fail header.from=sund.example"; // by nobody whom we trust
        Assert.Equal(first.Id, (await box.Take(Letterbox.Mail(Anna, "Re: Fråga", "Tack", null, "In-Reply-To: <first@sund.example>", said))).Contact);
    }

    [Fact]
    public async Task Whoever_is_blocked_writes_no_more_in_a_conversation_either()
    {
        var centre = await time.NewCentre();
        var box = await Letterbox.Open(centre);
        var first = await box.Begin(Letterbox.Mail(Anna, "Fråga", "Hej", "first@sund.example"));
        using var otto = await centre.SignIn("otto", Stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/blocks")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { kind = "Email", address = "anna@sund.example", until = time.Clock.GetUtcNow().AddDays(1), cause = "hot" }),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        using var blocked = await otto.SendAsync(request, Stop);
        Assert.True(blocked.IsSuccessStatusCode, await blocked.Content.ReadAsStringAsync(Stop));

        foreach (var headers in new string[][] { ["In-Reply-To: <first@sund.example>"], ["In-Reply-To: <first@sund.example>", "Auto-Submitted: auto-replied"], [] })
            Assert.Equal(new TakeMail.Result(TakeMail.Taking.Aside, Why: "blocked"), await box.Take(Letterbox.Mail(Anna, "Re: Fråga", "Nu ska ni få", null, headers)));
        await using var db = centre.Server.Databases.CreateDbContext();
        Assert.Equal(1, await db.Messages.CountAsync(it => it.Contact == first.Id, Stop));
    }

    [Fact]
    public async Task What_was_to_be_sent_gives_way_when_the_citizen_writes_first_also_after_the_conversation_is_over()
    {
        var centre = await time.NewCentre();
        var box = await Letterbox.Open(centre);
        var first = await box.Begin(Letterbox.Mail(Anna, "Fråga", "Hej", "first@sund.example"));
        using var maya = await MailDesk.Open(centre);
        await maya.Take(first.Id);
        var later = time.Clock.GetUtcNow().AddDays(3);
        var open = await maya.Answer(first.Id, "Hur går det?", "anna@sund.example", it => (it["sendAt"], it["yieldsToCitizen"]) = (later, true));
        var firm = await maya.Answer(first.Id, "Välkommen på mötet.", "anna@sund.example", it => it["sendAt"] = later);

        await box.Take(Letterbox.Mail(Anna, "Re: Fråga", "Det går bra", null, "In-Reply-To: <first@sund.example>"));
        await PostOffice.Mail(centre, open, it => it is { State: MailState.Withdrawn, DueAt: null }, Stop);

        var closed = await maya.Answer(first.Id, "Gick det bra?", "anna@sund.example", it => (it["sendAt"], it["yieldsToCitizen"]) = (later, true));
        await maya.Close(first.Id);
        await box.Take(Letterbox.Mail(Anna, "Re: Fråga", "Jag är borta", null, "In-Reply-To: <first@sund.example>", "Auto-Submitted: auto-replied"));
        await PostOffice.Mail(centre, closed, it => it.State == MailState.Queued, Stop);
        Assert.NotEqual(first.Id, (await box.Take(Letterbox.Mail(Anna, "Re: Fråga", "Nej, det gick illa", null, "In-Reply-To: <first@sund.example>"))).Contact);
        await PostOffice.Mail(centre, closed, it => it is { State: MailState.Withdrawn, DueAt: null }, Stop);
        await PostOffice.Mail(centre, firm, it => it.State == MailState.Queued, Stop);
    }
}
