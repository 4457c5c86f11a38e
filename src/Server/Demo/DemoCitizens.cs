using Isberg.Customers;

namespace Isberg.Demo;

/// <summary>The people of Isbergs kommun: made-up names, telephone numbers that are kept for fiction.</summary>
internal sealed class DemoCitizens
{
    private const int Many = 640;

    /// <summary>070-174 06 05 to 99 belong to nobody: the Swedish numbering authority keeps them for books and films.</summary>
    private const int FirstPhone = 5;
    private const int LastPhone = 99;

    private static readonly string[] SwedishFirst =
    [
        "Anna", "Karin", "Elsa", "Birgitta", "Kerstin", "Ingrid", "Lena", "Emma", "Sofia", "Julia", "Hanna", "Malin", "Wilma", "Astrid", "Gun", "Märta",
        "Lars", "Anders", "Per", "Karl", "Nils", "Björn", "Gustav", "Oskar", "Emil", "Viktor", "Håkan", "Göran", "Axel", "Åke", "Rolf", "Jonas",
    ];

    private static readonly string[] SwedishLast =
    [
        "Andersson", "Bergström", "Dahlberg", "Ekman", "Forsberg", "Granlund", "Hedman", "Isaksson", "Jansson", "Klint", "Lundmark", "Mårtensson",
        "Norling", "Olofsson", "Persson", "Rosén", "Sundin", "Törnqvist", "Ullström", "Viklund", "Wikström", "Ågren", "Öhman", "Strand", "Moberg",
    ];

    private static readonly string[] FinnishFirst = ["Aino", "Helmi", "Kaisa", "Liisa", "Päivi", "Tuula", "Eero", "Juhani", "Kalle", "Matti", "Pekka", "Veikko"];
    private static readonly string[] FinnishLast = ["Heikkinen", "Järvinen", "Koskinen", "Lehtonen", "Mäkelä", "Nieminen", "Rantanen", "Salonen", "Väisänen", "Ylönen"];
    private static readonly string[] OtherFirst = ["Amir", "Daniela", "Hodan", "Ivan", "Leila", "Maria", "Nguyen", "Olena", "Samuel", "Yusuf", "Zainab", "Kwame"];
    private static readonly string[] OtherLast = ["Abdi", "Costa", "Demir", "Ivanova", "Kowalski", "Mensah", "Nowak", "Petrov", "Rossi", "Tesfaye", "Yildiz", "Omar"];

    private static readonly string[] Streets =
    [
        "Storgatan", "Fyrvägen", "Strandvägen", "Kyrkogatan", "Björkallén", "Hamngatan", "Skolgatan", "Ripstigen", "Måsvägen", "Isbergsgatan", "Kvarngränd",
        "Norra Esplanaden", "Parkgatan", "Stationsvägen", "Sjöviksvägen", "Lärkgatan", "Ugglestigen", "Tallbacken",
    ];

    private static readonly string[] Children = ["Alma", "Noel", "Ebba", "Liam", "Selma", "Hugo", "Vera", "Elias", "Freja", "Milo"];

    private static readonly string[] Notes =
    [
        "Vill helst bli uppringd efter klockan 15.", "Hör dåligt i telefon, skriv gärna.", "Företräder Sjöviks bostadsrättsförening.",
        "Behöver tolk till arabiska vid längre samtal.", "Har god man; fråga efter fullmakt.",
    ];

    private readonly Random chance;

    public DemoCitizens(Random chance)
    {
        this.chance = chance;
        All = [.. Enumerable.Range(0, Many).Select(Make)];
    }

    public IReadOnlyList<Customer> All { get; }

    /// <summary>Somebody; a few are in touch often, most seldom.</summary>
    public Customer Somebody() => All[(int)(Math.Pow(chance.NextDouble(), 2) * Many)];

    /// <summary>Puts names, places and numbers into a pattern; the same contact gives the same ones.</summary>
    public static string Fill(string pattern, Customer citizen, int number) => pattern
        .Replace("{gata}", Streets[number % Streets.Length], StringComparison.Ordinal)
        .Replace("{namn}", citizen.Name!.Split(' ')[0], StringComparison.Ordinal)
        .Replace("{barn}", Children[number % Children.Length], StringComparison.Ordinal)
        .Replace("{nr}", $"{1 + number % 38}", StringComparison.Ordinal)
        .Replace("{telefon}", citizen.Phone ?? "070-174 06 05", StringComparison.Ordinal);

    private Customer Make(int number)
    {
        var language = chance.NextDouble() switch { < 0.84 => "sv", < 0.93 => "fi", _ => "en" };
        var (first, last) = language switch { "sv" => (SwedishFirst, SwedishLast), "fi" => (FinnishFirst, FinnishLast), _ => (OtherFirst, OtherLast) };
        var name = $"{first[chance.Next(first.Length)]} {last[chance.Next(last.Length)]}";
        return new()
        {
            Id = new CustomerId(DemoId.Of($"customer/{number}")),
            Centre = DemoServices.Centre,
            Name = name,
            Email = number % 4 == 3 ? null : $"{Plain(name)}{number}@example.com",
            Phone = number <= LastPhone - FirstPhone ? $"+4670174{600 + FirstPhone + number:0000}" : null,
            Language = new Language(language),
            Note = number % 41 == 7 ? Notes[number / 41 % Notes.Length] : null,
        };
    }

    private static string Plain(string name) => name.ToLowerInvariant().Replace(' ', '.')
        .Replace('å', 'a').Replace('ä', 'a').Replace('ö', 'o').Replace('é', 'e');
}
