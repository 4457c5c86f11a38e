using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Asterisk;
using Isberg.Asterisk.World;
using Isberg.People;

namespace Isberg.Peers.Voice;

/// <summary>People of the town whose calls ring at their own telephones.</summary>
internal static class TownTelephones
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    extension(Town town)
    {
        /// <summary>Has somebody ready whose calls ring at his own telephone, which is somewhere outside.</summary>
        public async Task HasOwnTelephone(HttpClient desk, string name, SipPhone outside)
        {
            if (!(bool)(await desk.GetFromJsonAsync<JsonObject>("/api/v1/phone/own", Stop))!["isConfirmed"]!)
            {
                var code = await town.AsksForCode(desk, outside);
                using var confirmed = await desk.PostAsJsonAsync("/api/v1/phone/own/code", new { code }, Stop);
                Assert.True(confirmed.IsSuccessStatusCode, await confirmed.Content.ReadAsStringAsync(Stop));
            }

            await town.Centre.Ready(town.PersonOf(name), Stop);
            await town.Until(PhoneState.Ready, name);
        }

        /// <summary>He takes up the telephone that he has named, and hears words; answers the code in them.</summary>
        public async Task<string> AsksForCode(HttpClient desk, SipPhone outside)
        {
            using var asked = await desk.PutAsJsonAsync("/api/v1/phone/own", new { number = Town.OwnNumber }, Stop);
            Assert.True(asked.IsSuccessStatusCode, await asked.Content.ReadAsStringAsync(Stop));
            var call = await outside.NextCall(Stop);
            call.Answer();
            await call.Sound.Hears(Town.Voice, Stop);
            var channel = (await town.Client.Channels(Stop)).Single(it => it.Id.StartsWith("code-", StringComparison.Ordinal)).Id;
            var code = await town.Client.Variable(channel, "ISBERG_CODE", Stop);
            await call.HangUp(Stop);
            await Town.Until(async () => (await town.Client.Channels(Stop)).All(it => it.Id != channel), "the call with the code is over");
            return code!;
        }
    }
}
