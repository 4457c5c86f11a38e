using Isberg.Services;

namespace Isberg.Demo;

/// <summary>The services of Isbergs kommun: what they promise, when they are open, how much comes in.</summary>
internal static class DemoServices
{
    public static readonly CentreId Centre = new(DemoId.Of("centre"));
    public static readonly CommissionerId Municipality = new(DemoId.Of("commissioner/municipality"));

    /// <summary>The company that runs waste collection for the municipality: another commissioner, whose data are kept apart.</summary>
    public static readonly CommissionerId WasteCompany = new(DemoId.Of("commissioner/waste"));

    public static readonly CalendarId Holidays = new(DemoId.Of("calendar/holidays"));

    public static IReadOnlyList<DemoService> All { get; } =
    [
        new("switchboard", Municipality, Texts.Of(("sv", "Växel och allmänna frågor"), ("fi", "Vaihde ja yleiset asiat"), ("en", "Switchboard and general enquiries")))
        {
            Description = Texts.Of(
                ("sv", "Vet du inte vart du ska vända dig? Börja här."),
                ("fi", "Etkö tiedä, kenen puoleen kääntyä? Aloita tästä."),
                ("en", "Not sure whom to contact? Start here.")),
            Calls = 96, Chats = 12, Forms = 6, Mails = 10, TalkSeconds = 110,
        },
        new("preschool", Municipality, Texts.Of(("sv", "Förskola"), ("fi", "Varhaiskasvatus"), ("en", "Preschool")))
        {
            Description = Texts.Of(
                ("sv", "Köplats, avgifter, schema och frånvaro."),
                ("fi", "Jonopaikka, maksut, aikataulu ja poissaolot."),
                ("en", "Places, fees, schedules and absence.")),
            Calls = 34, Chats = 15, Forms = 8, Mails = 8, TalkSeconds = 230,
        },
        new("permits", Municipality, Texts.Of(("sv", "Bygglov"), ("fi", "Rakennusluvat"), ("en", "Building permits")))
        {
            Description = Texts.Of(
                ("sv", "Fråga om lov, anmälan, ritningar och pågående ärenden."),
                ("fi", "Kysy luvista, ilmoituksista, piirustuksista ja vireillä olevista asioista."),
                ("en", "Permits, notifications, drawings and ongoing cases.")),
            Calls = 28, Chats = 11, Forms = 9, Mails = 11, TalkSeconds = 310,
        },
        new("streets", Municipality, Texts.Of(("sv", "Gata och park"), ("fi", "Kadut ja puistot"), ("en", "Streets and parks")))
        {
            Description = Texts.Of(
                ("sv", "Hål i vägen, halka, belysning, parkering och träd."),
                ("fi", "Kuopat, liukkaus, valaistus, pysäköinti ja puut."),
                ("en", "Potholes, ice, lighting, parking and trees.")),
            Calls = 26, Chats = 9, Forms = 13, Mails = 5, TalkSeconds = 180,
        },
        new("waste", WasteCompany, Texts.Of(("sv", "Avfall och återvinning"), ("fi", "Jätehuolto ja kierrätys"), ("en", "Waste and recycling")))
        {
            Description = Texts.Of(
                ("sv", "Hämtning, kärl, grovavfall och fakturor."),
                ("fi", "Tyhjennykset, astiat, suurikokoinen jäte ja laskut."),
                ("en", "Collection, bins, bulky waste and invoices.")),
            Calls = 31, Chats = 15, Forms = 8, Mails = 6, TalkSeconds = 190,
        },
        new("care", Municipality, Texts.Of(("sv", "Stöd och omsorg"), ("fi", "Tuki ja hoiva"), ("en", "Social care")))
        {
            Description = Texts.Of(
                ("sv", "Hemtjänst, färdtjänst, trygghetslarm och ekonomiskt stöd."),
                ("fi", "Kotipalvelu, kuljetuspalvelu, turvahälytin ja taloudellinen tuki."),
                ("en", "Home help, mobility service, alarms and financial support.")),
            Calls = 32, Chats = 8, Forms = 4, Mails = 7, TalkSeconds = 340,
        },
    ];

    public static Service Row(DemoService service) => new()
    {
        Id = service.Id,
        Centre = Centre,
        Commissioner = service.Commissioner,
        Key = service.Key,
        Name = service.Name,
        Description = service.Description,
        Script = DemoScripts.Of(service.Key),
        Channels = [Voice(service), Chat, Written(Channel.Form), Written(Channel.Email)],
        Form = new FormSetup { Receipt = DemoScripts.Receipt },
    };

    /// <summary>The switchboard takes calls from now on at night too, so that the demonstration can be called at any hour.</summary>
    public static Service OpenAtAnyHour(Service service, DateTimeOffset now)
    {
        if (service.Key == "switchboard") service.Manual = [new ManualOpening(Channel.Voice, IsOpen: true, now, Until: null)];
        return service;
    }

    /// <summary>Swedish numbers that lead nowhere, and so may stand in films and demonstrations.</summary>
    public static IEnumerable<Number> Numbers() =>
    [
        .. All.Select((it, at) => Number($"{46846500400 + at}", it, "sv", it.Name.In["sv"])),
        Number("46846500410", All[0], "fi", "Vaihde suomeksi"),
        Number("46846500411", All[0], "en", "Switchboard in English"),
    ];

    private static Number Number(string digits, DemoService service, string language, string name) => new()
    {
        Id = new NumberId(DemoId.Of($"number/{digits}")), Centre = Centre, Name = name, Dialled = $"+{digits}", Service = service.Id, Language = new Language(language),
    };

    public static Calendar Calendar { get; } = new()
    {
        Id = Holidays,
        Centre = Centre,
        Name = "Helgdagar",
        Holidays =
        [
            .. Isberg.Services.Holidays.All.Where(it => it.Key.StartsWith("se.", StringComparison.Ordinal) && it.IsPublic).Select(it => new HolidayHours(it.Key, [])),
            .. new[] { "se.midsummer_eve", "se.christmas_eve", "se.new_years_eve" }.Select(it => new HolidayHours(it, [])),
            new("se.maundy_thursday", [new DaySpan(new(8, 0), new(12, 0))]),
        ],
    };

    private static ChannelSetup Voice(DemoService service) => new(new ChannelRule
    {
        Channel = Channel.Voice,
        Target = TimeSpan.FromSeconds(service.Key == "switchboard" ? 60 : 120),
        OverflowTo = service.Key == "switchboard" ? null : new ServiceId(DemoId.Of("service/switchboard")),
        OverflowAfter = service.Key == "switchboard" ? null : TimeSpan.FromMinutes(8),
        Steps = [Wider(TimeSpan.FromMinutes(1)), AnyLanguage(TimeSpan.FromMinutes(2))],
    })
    {
        Week = [.. Weekdays(new(8, 0), new(16, 30))],
        Calendars = [Holidays],
    };

    /// <summary>Open round the clock, so that the demonstration can be tried at any hour.</summary>
    private static ChannelSetup Chat { get; } = new(new ChannelRule
    {
        Channel = Channel.Chat,
        Target = TimeSpan.FromMinutes(1),
        OfferTimeout = TimeSpan.FromSeconds(30),
        Steps = [Wider(TimeSpan.FromSeconds(45)), AnyLanguage(TimeSpan.FromSeconds(90))],
    })
    {
        IsAlwaysOpen = true,
    };

    private static ChannelSetup Written(Channel channel) => new(new ChannelRule
    {
        Channel = channel,
        Target = TimeSpan.FromHours(8),
        TargetRunsWhenOpenOnly = true,
        AcceptsWhenClosed = true,
        OfferTimeout = TimeSpan.FromMinutes(2),
        WrapUpLimit = TimeSpan.FromMinutes(1),
        IsInterruptible = true,
        Steps = [Wider(TimeSpan.FromMinutes(20)), AnyLanguage(TimeSpan.FromHours(1))],
    })
    {
        Week = [.. Weekdays(new(8, 0), new(16, 30))],
        Calendars = [Holidays],
    };

    /// <summary>From here on those join who have the service as their second; at once, when nobody else is there.</summary>
    private static RelaxStep Wider(TimeSpan after) => new(after, [], SkipTo: SkipWhen.NobodyFree);

    private static RelaxStep AnyLanguage(TimeSpan after) => new(after, [], DropLanguage: true, SkipTo: SkipWhen.NobodySignedIn);

    private static IEnumerable<WeekSpan> Weekdays(TimeOnly from, TimeOnly until) =>
        Enumerable.Range((int)DayOfWeek.Monday, 5).Select(it => new WeekSpan((DayOfWeek)it, from, until));
}

/// <summary>One service, and what comes in on a usual weekday.</summary>
/// <param name="Key">Stands in addresses.</param>
internal sealed record DemoService(string Key, CommissionerId Commissioner, Texts Name)
{
    public ServiceId Id { get; } = new(DemoId.Of($"service/{Key}"));

    public required Texts Description { get; init; }

    public required double Calls { get; init; }

    public required double Chats { get; init; }

    public required double Forms { get; init; }

    public required double Mails { get; init; }

    /// <summary>A usual call's length.</summary>
    public required double TalkSeconds { get; init; }

    public double PerDay(Channel channel) => channel switch
    {
        Channel.Voice => Calls,
        Channel.Chat => Chats,
        Channel.Form => Forms,
        Channel.Email => Mails,
        _ => 0,
    };
}
