using System.Net.Http.Headers;
using System.Text;

namespace TrustFramework.MockServer.Tests.KeySets;

/// <summary>
/// The requests that published clients send for key sets, as recorded in clients 1.2, over a real socket. Paths, headers and bodies are those of
/// the clients.
/// </summary>
public sealed class ClientSequenceTests(SocketServerFactory server) : IClassFixture<SocketServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task C2_the_keyset_secret_action_can_run_repeatedly()
    {
        foreach (var run in new[] { 201, 400 })
        {
            var created = await GraphJsAsync("keySets", """{"id":"B2C_1A_FacebookSecret"}""");
            created.Status.Should().Be(run, "the action ignores the error in later runs");
            var uploaded = await GraphJsAsync("keySets/B2C_1A_FacebookSecret/uploadSecret", """{"use":"sig","k":"value"}""");
            uploaded.Status.Should().Be(200);
        }

        (await _client.GetAsync("keySets")).Json["value"]!.AsArray().Should().ContainSingle()
            .Which!["id"]!.GetValue<string>().Should().Be("B2C_1A_FacebookSecret");
    }

    [Fact]
    public async Task C2_with_a_name_without_prefix_gets_the_error_for_a_missing_set()
    {
        (await GraphJsAsync("keySets", """{"id":"FacebookSecret"}""")).Json["id"]!.GetValue<string>().Should().Be("B2C_1A_FacebookSecret");

        (await GraphJsAsync("keySets/FacebookSecret/uploadSecret", """{"use":"sig","k":"value"}""")).Code.Should().Be("AADB2C95052");
    }

    [Fact]
    public async Task C3_the_fork_uploads_a_PFX_file()
    {
        server.Clock.Now = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
        await GraphJsAsync("keySets", """{"id":"B2C_1A_SamlCert"}""");

        var uploaded = await GraphJsAsync(
            "keySets/B2C_1A_SamlCert/uploadPkcs12", $$"""{"key":"{{Certificates.Base64("rsa2048-3des.pfx")}}","password":"{{Certificates.Password}}"}""");

        (uploaded.Status, uploaded.Json["kty"]!.GetValue<string>()).Should().Be((200, "RSA"));
    }

    [Theory]
    [InlineData("generateKey", """{"use":"sig","kty":"rsa","nbf":1793534400000,"exp":4102444800000}""", "RSA")]
    [InlineData("generateKey", """{"use":"enc","kty":"oct"}""", "oct")]
    [InlineData("uploadSecret", """{"use":"enc","k":"value","nbf":1793534400000,"exp":4102444800000}""", "oct")]
    [InlineData("uploadCertificate", """{"key":"{der}"}""", "RSA")]
    [InlineData("uploadPkcs12", """{"key":"{pfx}","password":"pass phrase"}""", "RSA")]
    public async Task C4_all_four_actions_with_lowercase_types_and_dates_in_milliseconds(string action, string body, string type)
    {
        (await GraphJsAsync("keySets", """{"id":"K1"}""")).Status.Should().Be(201);

        var key = await GraphJsAsync($"keySets/B2C_1A_K1/{action}", body
            .Replace("{der}", Certificates.Base64("rsa2048.der"), StringComparison.Ordinal)
            .Replace("{pfx}", Certificates.Base64("rsa2048-3des.pfx"), StringComparison.Ordinal));

        (key.Status, key.Json["kty"]!.GetValue<string>()).Should().Be((200, type));
        if (body.Contains("4102444800000", StringComparison.Ordinal))
            key.Json["exp"]!.GetValue<long>().Should().Be(4102444800000);
    }

    [Fact]
    public async Task C9_the_PowerShell_module_reads_creates_and_continues_when_the_set_exists()
    {
        var nbf = server.Clock.Now.AddMinutes(182).ToUnixTimeSeconds();
        (await _client.GetAsync("keySets/B2C_1A_TokenSigningKeyContainer")).Status.Should().Be(400, "the client concludes that the set is missing");

        var created = await _client.PostAsync("keySets", """{"id":"TokenSigningKeyContainer"}""");
        var id = created.Json["id"]!.GetValue<string>();
        var key = await _client.PostAsync($"keySets/{id}/generateKey", $$"""{"use":"sig","kty":"RSA","nbf":{{nbf}},"exp":{{nbf + 31536000}}}""");
        var again = await _client.PostAsync("keySets", """{"id":"TokenSigningKeyContainer"}""");

        (created.Status, key.Status, key.Json["nbf"]!.GetValue<long>()).Should().Be((201, 200, nbf));
        again.Status.Should().NotBe(201).And.NotBe(403);
        again.Code.Should().Be("AADB2C95028");
        (await _client.PostAsync("keySets/B2C_1A_TokenSigningKeyContainer/uploadSecret", $$"""{"use":"sig","k":"s","nbf":{{nbf}},"exp":{{nbf}}}"""))
            .Code.Should().Be("AADB2C95032", "its keys are RSA");
        (await _client.GetAsync($"keySets/{id}")).Status.Should().Be(200);
    }

    [Fact]
    public async Task C10_the_sample_console_posts_single_quoted_JSON_and_replaces_the_set()
    {
        (await _client.PostAsync("keySets", "{'id':'console'}")).Status.Should().Be(201);
        (await _client.PostAsync("keySets", "{'id':'console'}")).Code.Should().Be("AADB2C95028");
        (await _client.PostAsync("keySets/B2C_1A_console/generateKey", "{'use':'sig','kty':'RSA','nbf':1793534400,'exp':4102444800}")).Status.Should().Be(200);
        var pfx = await _client.PostAsync(
            "keySets/B2C_1A_console/uploadPkcs12", $"{{'key':'{Certificates.Base64("rsa2048-3des.pfx")}','password':'{Certificates.Password}'}}");
        pfx.Status.Should().Be(200);
        (await _client.GetAsync("keySets/B2C_1A_console/getActiveKey")).Status.Should().Be(200);

        var oct = await _client.PutAsync("keySets/B2C_1A_console", """{"keys":[{"k":"d0b7a1d4-8f5c-4c62-8f5e-0f0f7a5a3b11","use":"sig","kty":"oct"}]}""");
        var rsa = await _client.PutAsync(
            "keySets/B2C_1A_console", $$"""{"keys":[{"use":"sig","kty":"RSA","e":"AQAB","n":"{{Certificates.Expected("rsa3072").GetProperty("n")}}"}]}""");

        oct.Json["keys"]!.AsArray().Should().ContainSingle().Which!["kty"]!.GetValue<string>().Should().Be("oct");
        rsa.Json["keys"]!.AsArray().Should().ContainSingle().Which!["kid"]!.GetValue<string>()
            .Should().Be(Certificates.Expected("rsa3072").GetProperty("kid").GetString());
        rsa.Json["@odata.context"]!.GetValue<string>().Should().EndWith("#trustFramework/keySets/$entity");
    }

    [Fact]
    public async Task C12_a_Terraform_provider_sends_all_members_with_nulls()
    {
        foreach (var id in new[] { "rsa", "oct" })
            (await _client.PostAsync("keySets", $$"""{"id":"{{id}}"}""")).Status.Should().Be(201);

        var generated = await _client.PostAsync("keySets/B2C_1A_rsa/generateKey", """{"exp":null,"kty":"RSA","nbf":null,"use":"enc","k":null}""");
        var uploaded = await _client.PostAsync("keySets/B2C_1A_oct/uploadSecret", """{"exp":null,"kty":"oct","nbf":null,"use":"enc","k":"mypassword"}""");

        foreach (var (response, set) in new[] { (generated, "rsa"), (uploaded, "oct") })
        {
            response.Status.Should().Be(200);
            response.Json.AsObject().Should().Contain("nbf", null).And.Contain("exp", null);
            var active = await _client.GetAsync($"keySets/B2C_1A_{set}/getActiveKey");
            active.Json["kid"]!.GetValue<string>().Should().Be(response.Json["kid"]!.GetValue<string>());
            (await _client.GetAsync($"keySets/B2C_1A_{set}")).Json["keys"]!.AsArray().Should().HaveCount(1);
            (await _client.DeleteAsync($"keySets/B2C_1A_{set}")).Status.Should().Be(204);
        }
    }

    [Fact]
    public async Task C13_another_Terraform_provider_sends_usage_and_a_content_type_without_content()
    {
        (await SendAsync(HttpMethod.Get, "keySets/B2C_1A_it", "")).Text.Should().Contain("AADB2C90073", "the client concludes that the set is missing");

        var created = await _client.PostAsync("keySets", """{"id":"B2C_1A_it","usage":"sig","keys":[]}""");
        var read = await SendAsync(HttpMethod.Get, "keySets/B2C_1A_it", "");
        var deleted = await SendAsync(HttpMethod.Delete, "keySets/B2C_1A_it", "");

        (created.Status, read.Status, deleted.Status).Should().Be((201, 200, 204));
        created.Text.Should().NotContain("usage");
        (await SendAsync(HttpMethod.Get, "keySets/B2C_1A_it", "")).Text.Should().Contain("AADB2C90073");
    }

    [Fact]
    public async Task C14_a_third_Terraform_provider_deletes_the_set_and_its_backup()
    {
        var id = (await _client.PostAsync("keySets", """{"id":"it"}""")).Json["id"]!.GetValue<string>();
        var generated = await _client.PostAsync($"keySets/{id}/generateKey", """{"kty":"RSA","use":"sig"}""");
        generated.Json["kty"]!.GetValue<string>().Should().Be("RSA");
        (await _client.GetAsync($"keySets/{id}")).Json["keys"]!.AsArray().Should().ContainSingle();

        (await _client.DeleteAsync($"keySets/{id}")).Status.Should().Be(204);
        (await _client.DeleteAsync($"keySets/{id}.bak")).Status.Should().Be(204);
    }

    [Fact]
    public async Task C16_az_rest_scripts_create_a_set_add_a_key_and_read_the_active_key()
    {
        void Az(HttpRequestMessage request)
        {
            request.Headers.Add("x-ms-client-request-id", "5f0e7a3c-5c5d-4a0e-9d2f-6a1a3b1f7e11");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
            request.Headers.Add("CommandName", "rest");
        }

        using var set = TrustFrameworkClient.Json("""{"id": "B2C_1A_RestApiClientSecret"}""");
        using var secret = TrustFrameworkClient.Json("""{"use": "sig", "k": "a client secret~with.marks"}""");
        (await _client.SendAsync(HttpMethod.Post, "keySets", set, Az)).Status.Should().Be(201);
        var uploaded = await _client.SendAsync(HttpMethod.Post, "keySets/B2C_1A_RestApiClientSecret/uploadSecret", secret, Az);
        var read = await _client.SendAsync(HttpMethod.Get, "keySets/B2C_1A_RestApiClientSecret", configure: Az);
        var active = await _client.SendAsync(HttpMethod.Get, "keySets/B2C_1A_RestApiClientSecret/getActiveKey", configure: Az);

        uploaded.Header("client-request-id").Should().Be("5f0e7a3c-5c5d-4a0e-9d2f-6a1a3b1f7e11");
        read.Json["id"]!.GetValue<string>().Should().Be("B2C_1A_RestApiClientSecret");
        active.Json["kid"]!.GetValue<string>().Should().Be(uploaded.Json["kid"]!.GetValue<string>());
    }

    /// <summary>The <c>.post()</c> of the Graph JavaScript client, which C2 to C4 use.</summary>
    private async Task<ApiResponse> GraphJsAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await _client.SendAsync(HttpMethod.Post, path, content, request =>
        {
            request.Headers.Add("client-request-id", Guid.NewGuid().ToString());
            request.Headers.Add("SdkVersion", "graph-js/3.0.0 (featureUsage=7)");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
            request.Headers.ConnectionClose = true;
        });
    }

    private async Task<ApiResponse> SendAsync(HttpMethod method, string path, string body)
    {
        using var content = TrustFrameworkClient.Json(body);
        return await _client.SendAsync(method, path, content);
    }
}
