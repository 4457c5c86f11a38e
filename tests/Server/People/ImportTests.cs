using System.Net;
using System.Text;
using System.Text.Json;
using Isberg.Access;
using Isberg.World;

namespace Isberg.People;

public sealed class ImportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trial_says_what_would_happen_and_the_import_does_it_once()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var file = "Namn;E-post;Språk;Roll;Behörighet\r\nÅsa Öberg;asa@sund.example;sv fi;Everything;agent\r\nMaya Andersson;MAYA@sund.example;;;\r\n\r\n"u8.ToArray();

        var trial = await Import(otto, file, isTrial: true);
        Assert.Equal((false, 1, 1), Counted(trial));
        Assert.Equal(3, (await People(otto)).GetArrayLength());
        var done = await Import(otto, file);
        Assert.Equal((true, 1, 1), Counted(done));
        var again = await Import(otto, "Namn;E-post\nÅsa Öberg;asa@sund.example\n"u8.ToArray());

        Assert.Equal((false, 0, 0), Counted(again));
        var people = await People(otto);
        Assert.Equal(["Maya Andersson", "Noor", "Otto", "Åsa Öberg"], people.EnumerateArray().Select(it => it.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        var accounts = await (await otto.GetAsync("/api/v1/accounts?search=asa", Stop)).Read(Stop);
        Assert.Equal("agent", accounts.GetProperty("items")[0].GetProperty("account").GetProperty("roles")[0].GetString());
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Names_come_through_from_whatever_program_wrote_the_file(byte[] file)
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);

        await Import(otto, file);

        Assert.Contains((await People(otto)).EnumerateArray(), it => it.GetProperty("name").GetString() == "Åke \"Ärlig\" Öman, d.y.");
    }

    public static TheoryData<byte[]> Encodings => new(
        Encoding.UTF8.GetBytes("name,email\n\"Åke \"\"Ärlig\"\" Öman, d.y.\",ake@sund.example"),
        [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("namn;e-postadress\r\n\"Åke \"\"Ärlig\"\" Öman, d.y.\";ake@sund.example\r\n")],
        Encoding.Latin1.GetBytes("nimi\tsähköposti\n\"Åke \"\"Ärlig\"\" Öman, d.y.\"\take@sund.example\n"));

    [Fact]
    public async Task One_wrong_row_stops_all_and_every_wrong_row_is_told_in_words()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await server.NewCentre(Stop, key: "vik");
        using var otto = await centre.SignIn("otto", Stop);

        var report = await Import(otto, Encoding.UTF8.GetBytes(
            "name,email,languages,role,roles\nGood One,good@sund.example,sv,,\n,nameless@sund.example,,,\nNo Address,nowhere,,,\nTwice,good@sund.example,,,\nForeign,maya@vik.example,,,\nOdd,odd@sund.example,klingon,Pilot,king\n"));

        Assert.Equal((false, 1, 0), Counted(report));
        Assert.Equal(5, report.GetProperty("wrong").GetInt32());
        var told = report.GetProperty("rows").EnumerateArray().ToDictionary(it => it.GetProperty("number").GetInt32(), it => it.GetProperty("flaws").EnumerateArray().Select(flaw => flaw.GetProperty("kind").GetString() + flaw.GetProperty("about").GetString()));
        Assert.Equal(
            ["", "Name", "Email", "Repeated2", "Elsewhere", "Languageklingon RolePilot Rightking"], told.OrderBy(it => it.Key).Select(it => string.Join(' ', it.Value)));
        Assert.Equal(3, (await People(otto)).GetArrayLength());
    }

    [Theory]
    [InlineData("", "import.header.invalid")]
    [InlineData("foo,bar\n1,2\n", "import.header.invalid")]
    [InlineData("name,email\n\u0000,\u0000\n", "import.file.invalid")]
    public async Task A_file_that_is_none_is_refused(string text, string code)
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);

        using var answer = await Post(otto, Encoding.UTF8.GetBytes(text), isTrial: false);

        await answer.Refused(HttpStatusCode.BadRequest, code, Stop);
    }

    private static async Task<JsonElement> Import(HttpClient client, byte[] file, bool isTrial = false) => await (await Post(client, file, isTrial)).Read(Stop);

    private static Task<HttpResponseMessage> Post(HttpClient client, byte[] file, bool isTrial) =>
        client.PostAsync($"/api/v1/people/import?trial={isTrial}", new ByteArrayContent(file) { Headers = { { "Content-Type", "text/csv" } } }, Stop);

    private static async Task<JsonElement> People(HttpClient client) => (await (await client.GetAsync("/api/v1/people", Stop)).Read(Stop)).GetProperty("items");

    private static (bool, int, int) Counted(JsonElement report) =>
        (report.GetProperty("isDone").GetBoolean(), report.GetProperty("added").GetInt32(), report.GetProperty("changed").GetInt32());
}
