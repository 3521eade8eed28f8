using System.Net.Http.Headers;
using System.Text;
using TrustFramework.MockServer.Tests.Hosting;

namespace TrustFramework.MockServer.Tests.Control.Journal;

/// <summary>Sends secrets to every endpoint and searches every output. Uses a server process, because the log is one of the outputs.</summary>
public sealed class JournalSecretTests
{
    private const string Marker = "hush";

    private static readonly string[] SecretHeaders = ["Cookie", "Proxy-Authorization", "X-Api-Key", "x-ms-token-aad-access-token", "X-Functions-Key"];

    private readonly List<string> _secrets = [Marker];

    private readonly string _tenant = Guid.NewGuid().ToString();

    [Fact]
    public async Task No_output_contains_a_secret()
    {
        await using var server = await ServerProcess.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true }) { BaseAddress = server.Address };
        await SendSecretsToGraphAsync(http);
        await SendSecretsToLoginAsync(http);
        await SendSecretsInUnexpectedPlacesAsync(http);
        var control = new ControlClient(http);
        var numbers = (await control.GetAsync("journal")).Json["entries"]!.AsArray().Select(entry => entry!["number"]!.GetValue<long>()).ToList();
        numbers.Should().HaveCountGreaterThan(40);

        var outputs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["journal"] = (await control.GetAsync("journal")).Text,
            ["HAR"] = (await control.GetAsync("journal.har")).Text,
            ["http"] = (await control.GetAsync("journal.http")).Text,
            ["stream"] = await StreamAsync(http, numbers.Count),
            ["verify"] = (await control.PostAsync("verify", """{"expectations":[{"id":"none"},{"never":true}]}""")).Text,
            ["snapshot"] = (await control.GetAsync("snapshot")).Text,
            ["tenants"] = (await control.GetAsync("tenants")).Text,
            ["permissions"] = (await control.GetAsync("permissions")).Text,
        };
        foreach (var number in numbers)
            outputs[$"entry {number}"] = (await control.GetAsync($"journal/{number}")).Text;
        await server.WaitForLineAsync("the-last-request");
        outputs["log"] = server.Output;

        _secrets.Should().HaveCountGreaterThan(8);
        foreach (var (name, text) in outputs)
        {
            foreach (var secret in _secrets)
                text.Contains(secret, StringComparison.OrdinalIgnoreCase).Should().BeFalse("{0} contains {1}", name, secret);
        }
    }

    private async Task SendSecretsToGraphAsync(HttpClient http)
    {
        var claims = AccessTokens.Application(Guid.Parse(_tenant), AccessTokens.PolicyWrite, AccessTokens.KeyWrite);
        claims.Remove("exp");
        var client = new TrustFrameworkClient(http, Guid.Parse(_tenant)) { Bearer = RecordSecret($"{AccessTokens.Unsigned(claims)}aHVzaC1zaWduYXR1cmU") };
        _secrets.Add("aHVzaC1zaWduYXR1cmU");
        (await client.PostAsync("keySets", """{"id":"a"}""")).Status.Should().Be(201);
        const string Set = "keySets/B2C_1A_a";
        await client.PostAsync($"{Set}/uploadSecret", """{"use":"sig","k":"hush-1"}""");
        await client.PostAsync($"{Set}/uploadSecret", """{"use":"sig","k":["hush-1"],"password":{"value":"hush-1"},"K":"hush-1","secret":"hush-1","note":{"id":"hush-1"}}""");
        await client.PostAsync($"{Set}/uploadSecret", """{'use':'sig','k':'hush-2'}""");
        await client.PostAsync($"{Set}/uploadSecret", """{"use":"sig","k":"hush-3" """);
        await client.PostAsync($"{Set}/uploadSecret", "\"hush-3\"");
        await client.PostAsync($"{Set}/uploadSecret", """["hush-3",{"k":"hush-3"}]""");
        await client.PostAsync($"{Set}/uploadSecret?k=hush-4&client_secret=hush-4&hush-4&aHVzaA==", "{}");
        foreach (var type in new[] { "text/plain", "application/xml", "application/x-www-form-urlencoded", "application/octet-stream" })
        {
            await client.SendAsync(HttpMethod.Post, $"{Set}/uploadSecret", new StringContent("""{"use":"sig","k":"hush-5"}""", Encoding.UTF8, type));
            await client.SendAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", new StringContent("k=hush-5&client_secret=hush-5", Encoding.UTF8, type));
            await client.SendAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", new StringContent("""{"k":"hush-5"}""", Encoding.UTF8, type));
            await client.SendAsync(HttpMethod.Post, $"{Set}/uploadSecret", new StringContent("<secret>hush-5</secret>", Encoding.UTF8, type));
        }

        const string Jwk = """{"kty":"RSA","use":"sig","n":"AQAB","e":"AQAB","d":"hush","p":"hush","q":"hush","dp":"hush","dq":"hush","qi":"hush","x5c":["hush"]}""";
        await client.PostAsync("keySets", $$"""{"id":"b","keys":[{{Jwk}},{"kty":"oct","use":"sig","k":"hush"},"hush"]}""");
        await client.PutAsync(Set, $$"""{"keys":[{{Jwk}}]}""");
        await client.PatchAsync(Set, $$"""{"keys":[{{Jwk}}]}""");
        await client.PatchAsync($"{Set}/keys_v2/none", """{"k":"hush","d":"hush"}""");
        var pfx = KeySets.Certificates.Base64("rsa2048-3des.pfx");
        _secrets.Add(pfx[..60]);
        await client.PostAsync($"{Set}/uploadPkcs12", $$"""{"key":"{{pfx}}","password":"hush-pfx"}""");
        await client.PostAsync($"{Set}/uploadCertificate", $$"""{"key":"{{pfx}}"}""");
        await client.PostAsync($"{Set}/uploadCertificate", $$"""{"certificate":"{{pfx}}"}""");
        await client.GetAsync(Set);
        await SendSecretsInBatchesAsync(client, pfx);
        await client.SendAsync(HttpMethod.Get, Set, configure: request =>
        {
            foreach (var header in SecretHeaders)
                request.Headers.TryAddWithoutValidation(header, "Basic hush");
            request.Headers.TryAddWithoutValidation("Referer", "https://someone:hush@example.test/?code=hush#access_token=hush");
            request.Headers.TryAddWithoutValidation("User-Agent", client.Bearer);
        });
        await client.SendAsync(HttpMethod.Get, Set, configure: request => request.Headers.TryAddWithoutValidation("Authorization", "hush"));
    }

    /// <summary>Sends secrets as JSON and as base64, in valid and invalid batches.</summary>
    private async Task SendSecretsInBatchesAsync(TrustFrameworkClient client, string pfx)
    {
        var secret = """{"use":"sig","k":"hush-11"}""";
        var certificate = $$"""{"key":"{{pfx}}","password":"{{RecordSecret("pass phrase")}}"}""";
        var otherPassword = $$"""{"key":"{{pfx}}","password":"hush-12"}""";
        string Base64(string text) => $"\"{RecordSecret(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))}\"";
        (string Action, string Body, string Type)[] uploads =
        [
            ("uploadSecret", secret, "application/json"),
            ("uploadSecret", Base64(secret), "application/json"),
            ("uploadSecret", Base64(secret), "text/plain"),
            ("uploadPkcs12", certificate, "application/json"),
            ("uploadPkcs12", Base64(otherPassword), "application/json"),
            ("uploadPkcs12", Base64(certificate), "application/octet-stream"),
            ("uploadSecret", "\"hush-13\"", "application/json"),
        ];
        var requests = uploads.Select((upload, index) =>
            $$"""
            {"id":"{{index}}","method":"POST","url":"/trustFramework/keySets/B2C_1A_{{(upload.Action == "uploadSecret" ? "s" : "p")}}/{{upload.Action}}?sig=hush-14",
            "headers":{"Content-Type":"{{upload.Type}}","Authorization":"Bearer hush-15","Cookie":"hush-15"},"body":{{upload.Body}}}
            """).ToList();
        foreach (var set in new[] { "s", "p" })
            (await client.PostAsync("keySets", $$"""{"id":"{{set}}"}""")).Status.Should().Be(201);

        var accepted = await client.PostAsync("/beta/$batch", $$"""{"requests":[{{string.Join(',', requests)}}]}""");
        accepted.Json["responses"]!.AsArray().Select(item => item!["status"]!.GetValue<int>()).Should().Equal([200, 200, 400, 200, 400, 400, 400], accepted.Text);
        foreach (var invalid in new[]
        {
            $$"""{"requests":[{{requests[0]}},{{requests[0]}}]}""",
            $$"""{"requests":[{{requests[3]}},{"id":"x","method":"GET","url":"https://localhost/?sig=hush-16"}]}""",
            $$"""{"requests":[{"id":"x","method":"hush-16","url":"/","headers":{"no name":"hush-16"},"body":"hush-16"}]}""",
            $$"""{"requests":[{{requests[3]}}""",
            $$"""{"steps":[{{requests[3]}}],"requests":["hush-16"]}""",
        })
        {
            (await client.PostAsync("/beta/$batch", invalid)).Status.Should().Be(400);
        }
    }

    private async Task SendSecretsToLoginAsync(HttpClient http)
    {
        Task<ApiResponse> TokenAsync(string grant, params (string, string)[] fields) =>
            PostAsync(http, $"/{_tenant}/oauth2/v2.0/token", [("grant_type", grant), ("scope", "https://graph.microsoft.com/.default offline_access openid"), .. fields]);

        await TokenAsync("client_credentials", ("client_id", "app"), ("client_secret", "hush-6"), ("state", "hush-6"), ("hush-6", ""), ("aHVzaA", "="));
        await TokenAsync("client_credentials", ("client_id", "app"), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", RecordSecret(AccessTokens.Unsigned(new(StringComparer.Ordinal) { ["sub"] = "someone" }))));
        await TokenAsync("urn:ietf:params:oauth:grant-type:jwt-bearer", ("client_id", "app"), ("client_secret", "hush"), ("assertion", "hush-7"), ("requested_token_use", "on_behalf_of"));
        var password = await TokenAsync("password", ("client_id", "app"), ("username", "admin"), ("password", "hush-8"));
        RecordTokens(password);
        RecordTokens(await TokenAsync("refresh_token", ("client_id", "app"), ("refresh_token", password.Json["refresh_token"]!.GetValue<string>())));
        await TokenAsync("refresh_token", ("client_id", "app"), ("refresh_token", "hush-9"));

        const string Query = "client_id=app&response_type=code&redirect_uri=https%3A%2F%2Fa.test%2Fcb%3Fclient_secret%3Dhush&scope=openid"
            + "&state=hush-10&nonce=hush-10&code_challenge=hush-hush-hush-hush-hush-hush-hush-hush-hush-hush&code_challenge_method=plain";
        foreach (var mode in new[] { "query", "fragment", "form_post" })
        {
            var signedIn = await PostAsync(http, $"/{_tenant}/oauth2/v2.0/authorize?{Query}&response_mode={mode}", ("user", "admin"), ("decision", "accept"), ("password", "hush"));
            var code = RecordSecret(signedIn.Header("Location") is { } location ? location.Split("code=")[1].Split('&')[0] : signedIn.Text.Split("name=\"code\" value=\"")[1].Split('"')[0]);
            RecordTokens(await TokenAsync("authorization_code", ("client_id", "app"), ("code", code), ("redirect_uri", "https://a.test/cb?client_secret=hush"), ("code_verifier", "hush-hush-hush-hush-hush-hush-hush-hush-hush-hush")));
        }

        var device = await PostAsync(http, $"/{_tenant}/oauth2/v2.0/devicecode", ("client_id", "app"), ("scope", "openid"));
        RecordTokens(await TokenAsync("urn:ietf:params:oauth:grant-type:device_code", ("client_id", "app"), ("device_code", RecordSecret(device.Json["device_code"]!.GetValue<string>()))));
        using var basic = new HttpRequestMessage(HttpMethod.Post, $"/{_tenant}/oauth2/v2.0/token")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]),
        };
        basic.Headers.Authorization = new AuthenticationHeaderValue("Basic", RecordSecret(Convert.ToBase64String("app:a secret"u8)));
        (await http.SendAsync(basic)).Dispose();
        using var json = await http.PostAsync(new Uri($"/{_tenant}/oauth2/v2.0/token", UriKind.Relative), TrustFrameworkClient.Json("""{"client_secret":"hush"}"""));
        using var invalidForm = await http.PostAsync(new Uri($"/{_tenant}/oauth2/v2.0/token", UriKind.Relative), new StringContent("""{"client_secret":"hush"}""", Encoding.UTF8, "application/x-www-form-urlencoded"));
    }

    private async Task SendSecretsInUnexpectedPlacesAsync(HttpClient http)
    {
        using var unknownPath = await http.PostAsync(new Uri($"/upload?sig=hush&{_tenant}", UriKind.Relative), new StringContent("hush"));
        using var form = await http.PostAsync(new Uri("/token?hush", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("client_secret", "hush")]));
        var jwt = RecordSecret(AccessTokens.Unsigned(new(StringComparer.Ordinal) { ["sub"] = "nobody" }));
        using var inPath = await http.GetAsync(new Uri($"/{_tenant}/logout/the-last-request?id_token_hint={jwt}&login_hint={jwt}", UriKind.Relative));
    }

    private void RecordTokens(ApiResponse response)
    {
        response.Status.Should().Be(200, response.Text);
        foreach (var name in new[] { "access_token", "refresh_token", "id_token" })
        {
            if (response.Json[name] is { } token)
                RecordSecret(token.GetValue<string>());
        }
    }

    private string RecordSecret(string secret)
    {
        _secrets.Add(secret);
        return secret;
    }

    private static async Task<ApiResponse> PostAsync(HttpClient http, string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return new ApiResponse(response, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Reads the stream from the first entry.</summary>
    private static async Task<string> StreamAsync(HttpClient http, int events)
    {
        await using var stream = await http.GetStreamAsync(new Uri("/_mock/journal/stream?since=0", UriKind.Relative));
        using var reader = new StreamReader(stream);
        var text = new StringBuilder();
        for (var seen = 0; seen < events;)
        {
            var line = await reader.ReadLineAsync();
            text.AppendLine(line);
            seen += line == "event: exchange" ? 1 : 0;
        }

        return text.Append(await reader.ReadLineAsync()).ToString();
    }
}
