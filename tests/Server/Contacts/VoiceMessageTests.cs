using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Contacts;

/// <summary>Words that a caller has left: kept sealed, heard by whoever may read the contact, and gone when it is erased.</summary>
public sealed class VoiceMessageTests(OneServer world) : IClassFixture<OneServer>
{
    private const int Header = 44;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private KeepVoiceMessage Keep => world.Server.Services.GetRequiredService<KeepVoiceMessage>();

    [Fact]
    public async Task It_waits_since_the_call_and_is_heard_in_any_part_by_who_may_read_the_contact()
    {
        var centre = await TakesMessages();
        var (message, samples) = await Left(centre, seconds: 5);
        var address = new Uri($"/api/v1/contacts/{message.Contact!.Value.Value}/voice-message", UriKind.Relative);
        var sound = new Uri($"{address}/sound", UriKind.Relative);
        using var maya = await centre.SignIn("maya", Stop);

        Assert.Equal(5.0, (double)(await maya.GetFromJsonAsync<JsonObject>(address, Stop))!["seconds"]!);
        var whole = await maya.GetByteArrayAsync(sound, Stop);
        Assert.Equal(Header + (2 * samples.Length), whole.Length);
        Assert.Equal(samples[^2..], whole[^2..]);
        Assert.DoesNotContain(Files(centre), it => File.ReadAllBytes(it).AsSpan().IndexOf(samples.AsSpan(0, 64)) >= 0);
        using var request = new HttpRequestMessage(HttpMethod.Get, sound) { Headers = { Range = new RangeHeaderValue(65_000, 90_000) } };
        using var part = await maya.SendAsync(request, Stop);
        Assert.Equal((HttpStatusCode.PartialContent, 25_001), (part.StatusCode, (await part.Content.ReadAsByteArrayAsync(Stop)).Length));
        var since = await centre.Live.Inbox.Ask(state => state.Contacts.Find(message.Contact.Value)!.DueAt, Stop);
        Assert.Equal(message.Since + new ChannelRule { Channel = Channel.VoiceMessage }.Target, since);

        using var stranger = await (await world.NewCentre()).Centre.SignIn("maya", Stop);
        foreach (var it in new[] { address, sound })
        {
            using var answer = await stranger.GetAsync(it, Stop);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task What_is_erased_of_its_contact_is_its_sound_too()
    {
        var centre = await TakesMessages();
        var (message, _) = await Left(centre, seconds: 2);
        Assert.Single(Files(centre));
        Assert.Null(await centre.Live.Inbox.Send(new ContactDiscarded(message.Contact!.Value, centre.Otto), Stop));

        Assert.Null(await world.Server.Services.GetRequiredService<EraseContent>().OfContact(centre.Everybody, message.Contact.Value, Stop));

        Assert.Empty(Files(centre));
        await using var db = world.Server.Databases.CreateDbContext();
        var row = await db.VoiceMessages.AsNoTracking().SingleAsync(it => it.Call == message.Call, Stop);
        Assert.Equal((null, null, null), (row.Key, row.File, row.Phone));
        using var maya = await centre.SignIn("maya", Stop);
        using var answer = await maya.GetAsync(new Uri($"/api/v1/contacts/{message.Contact.Value.Value}/voice-message/sound", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Bringing_it_twice_makes_one_contact_and_what_is_kept_already_is_not_forgotten()
    {
        var centre = await TakesMessages();
        var (message, _) = await Left(centre, seconds: 2);
        Assert.True(await Keep.Bring(message, Stop));
        await Keep.Forget(message.Call, Stop);

        await using var db = world.Server.Databases.CreateDbContext();
        Assert.Equal(1, await db.Contacts.CountAsync(it => it.Centre == centre.Id && it.Channel == Channel.VoiceMessage, Stop));
        Assert.True(await db.VoiceMessages.AnyAsync(it => it.Call == message.Call, Stop));
    }

    [Fact]
    public async Task What_somebody_has_left_who_was_blocked_meanwhile_is_not_kept()
    {
        var centre = await TakesMessages();
        using (var otto = await centre.SignIn("otto", Stop))
        using (var answer = await otto.PostAsJsonAsync("/api/v1/blocks", new { kind = "Phone", address = "+46701234567", until = DateTimeOffset.UtcNow.AddDays(1) }, Stop)) Assert.True(answer.IsSuccessStatusCode);

        var call = (await Left(centre, seconds: 2)).Row.Call;

        await using var db = world.Server.Databases.CreateDbContext();
        Assert.False(await db.VoiceMessages.AnyAsync(it => it.Call == call, Stop));
        Assert.Empty(Files(centre));
    }

    [Theory]
    [InlineData("*", 0, 180, "key")]
    [InlineData("12", 0, 180, "key")]
    [InlineData("2", -1, 180, "fromWait")]
    [InlineData("2", 0, 5, "longest")]
    [InlineData("2", 0, 301, "longest")]
    public void A_setting_that_cannot_be_is_named(string key, int fromWait, int longest, string wrong)
    {
        var setup = new VoiceMessageSetup { Key = key, FromWait = TimeSpan.FromSeconds(fromWait), Longest = TimeSpan.FromSeconds(longest) };
        var channel = new ChannelSetup(new ChannelRule { Channel = Channel.VoiceMessage, AcceptsWhenClosed = true }) { Message = setup };
        var draft = new ServiceDraft("sales", new CommissionerId(Guid.NewGuid()), Texts.Of(("sv", "Sales")), [channel], []);
        Assert.Equal($"channels.VoiceMessage.message.{wrong}", Assert.Single(draft.Flaws().In("service")!.Errors!).Key);
        Assert.Null((draft with { Channels = [channel with { Message = null }] }).Flaws().In("service"));
    }

    private async Task<TestCentre> TakesMessages()
    {
        var (centre, _) = await world.NewCentre();
        await using (var db = world.Server.Databases.CreateDbContext())
        using (await world.Server.Databases.WriteGate(Stop))
        {
            var sales = await db.Services.SingleAsync(it => it.Id == centre.Sales, Stop);
            sales.Channels = [.. sales.Channels, new ChannelSetup(new ChannelRule { Channel = Channel.VoiceMessage, AcceptsWhenClosed = true }) { IsAlwaysOpen = true }];
            await db.SaveChangesAsync(Stop);
        }

        Assert.Null(await world.Server.Services.GetRequiredService<TellFloor>().Run(centre.Id, Stop));
        return centre;
    }

    /// <summary>Somebody has left noise, ten minutes ago.</summary>
    private async Task<(VoiceMessageRow Row, byte[] Samples)> Left(TestCentre centre, int seconds)
    {
        var (call, samples) = (new ContactId(Guid.NewGuid()), new byte[16_000 * seconds]);
        new Random(1).NextBytes(samples);
        var since = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero) - TimeSpan.FromDays(1);
        await using var db = world.Server.Databases.CreateDbContext();
        using (await world.Server.Databases.WriteGate(Stop))
        {
            db.Add(new VoiceMessageRow
            {
                Call = call, Centre = centre.Id, Commissioner = centre.Commissioner, Service = centre.Sales, Language = new Language("sv"), Phone = "+46701234567", Since = since, StartedAt = since,
            });
            await db.SaveChangesAsync(Stop);
        }

        db.ChangeTracker.Clear();
        var row = await db.VoiceMessages.AsNoTracking().SingleAsync(it => it.Call == call, Stop);
        await Keep.Seal(row, samples, Stop);
        Assert.True(await Keep.Bring(row, Stop));
        return (await db.VoiceMessages.AsNoTracking().SingleOrDefaultAsync(it => it.Call == call, Stop) ?? row, samples);
    }

    private string[] Files(TestCentre centre) => Directory.GetFiles(Path.Combine(world.Server.Folder, "files", centre.Id.Value.ToString("N")));
}
