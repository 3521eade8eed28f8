using System.Text.Json.Nodes;
using static TrustFramework.MockServer.Tests.Graph.Batching.BatchClient;

namespace TrustFramework.MockServer.Tests.Graph.Batching;

/// <summary>The responses of a valid batch: conventions 4. The urls of its requests are tested in <see cref="BatchAddressTests"/>.</summary>
public sealed class BatchTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _tenant = server.NewTenant();

    private BatchClient Batch => new(_tenant);

    [Theory]
    [Covers("B1", "B1v1")]
    [InlineData("beta")]
    [InlineData("v1.0")]
    public async Task Requests_of_a_batch_use_the_version_of_the_batch(string version)
    {
        var response = await new BatchClient(_tenant, version).PostRequestsAsync(Get("one", "/organization"), Get("two", "/domains"));

        (response.Status, response.ContentType).Should().Be(
            (200, "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"));
        response.Json.AsObject().Select(member => member.Key).Should().Equal("responses");
        response.Json["responses"]!.AsArray().Select(item => (item!["id"]!.GetValue<string>(), item["status"]!.GetValue<int>(), item["body"]!["@odata.context"]!.GetValue<string>()))
            .Should().Equal(("one", 200, $"http://localhost/{version}/$metadata#organization"), ("two", 200, $"http://localhost/{version}/$metadata#domains"));
    }

    [Fact]
    public async Task A_response_in_a_batch_equals_the_response_outside_of_one()
    {
        var single = await _tenant.GetAsync("policies");

        var items = await Batch.SendAsync(Get("1", "/trustFramework/policies"), Get("2", "/trustFramework/policies"));

        foreach (var item in items)
        {
            item.Body.ToJsonString().Should().Be(single.Json.ToJsonString());
            foreach (var name in new[] { "Content-Type", "OData-Version", "Cache-Control", "x-ms-ags-diagnostic" })
                item.Header(name).Should().Be(single.Header(name), name);
            item.Headers.Select(header => header.Key).Should().OnlyHaveUniqueItems()
                .And.NotContain(["Content-Length", "Transfer-Encoding", "Connection", "Date", "Server"]);
        }

        items.Select(item => item.Header("request-id")).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_response_without_a_body_has_no_body_member()
    {
        var kid = await _tenant.NewKeyAsync("Own");

        var item = await Batch.SendOneAsync(Delete("1", $"/trustFramework/keySets/B2C_1A_Own/keys_v2/{kid}"));

        (item.Status, item.HasBody).Should().Be((204, false));
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("unpadded")]
    [InlineData("url")]
    [InlineData("url unpadded")]
    [InlineData("lines")]
    public async Task XML_is_base64_in_both_directions(string alphabet)
    {
        // At any offset in a three-byte group, these characters produce a plus and a slash.
        var xml = TrustFrameworkClient.Policy("B2C_1A_A", innerXml: "<!-- >>> ??? >>>> ????>>>>> ?????x -->");
        var base64 = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(xml));
        base64.Should().Contain("+").And.Contain("/").And.EndWith("=");
        if (alphabet.StartsWith("url", StringComparison.Ordinal))
            base64 = base64.Replace('+', '-').Replace('/', '_');
        if (alphabet.EndsWith("unpadded", StringComparison.Ordinal))
            base64 = base64.TrimEnd('=');
        if (alphabet == "lines")
            base64 = string.Join("\\r\\n", base64.Chunk(76).Select(line => new string(line)));

        var put = await Batch.SendOneAsync(
            $$"""{"id":"1","method":"PUT","url":"/trustFramework/policies/B2C_1A_A/$value","headers":{"Content-Type":"application/xml"},"body":"{{base64}}"}""");
        var got = await Batch.SendOneAsync(Get("1", "/trustFramework/policies/B2C_1A_A/$value"));

        (put.Status, put.Header("Content-Type"), put.Header("Location"), put.Text).Should().Be((201, "application/xml", "/trustFramework/policies/B2C_1A_A/", xml));
        (got.Status, got.Header("Content-Type"), got.Text).Should().Be((200, "application/xml", xml));
        (await _tenant.GetAsync("policies/B2C_1A_A/$value")).Text.Should().Be(xml);
    }

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("text/xml; charset=utf-8")]
    [InlineData("no type at all")]
    public async Task A_body_of_any_other_content_type_is_base64(string type)
    {
        var put = PutPolicy("1", "B2C_1A_A").Replace("application/xml", type, StringComparison.Ordinal);

        (await Batch.SendOneAsync(put)).Status.Should().Be(201);
    }

    [Fact]
    public async Task Plain_text_is_base64() =>
        (await Batch.SendOneAsync(Get("1", "/trustFramework/policies/$count"))).Text.Should().Be("0");

    [Theory]
    [InlineData("""{"id":"a"}""")]
    [InlineData("\"eyJpZCI6ImEifQ\"")]
    [InlineData("\"eyJpZCI6ImEifQ==\"")]
    public async Task A_JSON_body_is_JSON_or_base64(string body)
    {
        var item = await Batch.SendOneAsync(Post("1", "/trustFramework/keySets", body));

        (item.Status, item.Body["id"]!.GetValue<string>()).Should().Be((201, "B2C_1A_a"));
    }

    /// <summary>The operation rejects the value, as it does outside a batch.</summary>
    [Theory]
    [InlineData("\"text\"")]
    [InlineData("[1]")]
    [InlineData("7")]
    public async Task Any_JSON_value_is_passed_to_the_operation(string body) =>
        (await Batch.SendOneAsync(Post("1", "/trustFramework/keySets", body))).ShouldBeError(
            400, "AADB2C", "The 'keySet' field is invalid in request. Please check the request body and parameters.");

    [Fact]
    public async Task Numbers_are_passed_on_unchanged()
    {
        await _tenant.PostAsync("keySets", """{"id":"a"}""");

        var item = await Batch.SendOneAsync(Post("1", "/trustFramework/keySets/B2C_1A_a/generateKey", """{"kty":"oct","use":"sig","nbf":1508969811,"exp":"4102444800"}"""));

        (item.Body["nbf"]!.GetValue<long>(), item.Body["exp"]!.GetValue<long>()).Should().Be((1508969811, 4102444800));
    }

    [Theory]
    [InlineData("get", "content-type", "CONTENT-TYPE")]
    [InlineData("GET", "CONTENT-TYPE", "Content-type")]
    public async Task Methods_and_header_names_are_case_insensitive(string get, string post, string patch)
    {
        var items = await Batch.SendAsync(
            $$"""{"id":"1","method":"{{get}}","url":"/trustFramework/keySets"}""",
            $$"""{"id":"2","method":"pOsT","url":"/trustFramework/keySets","headers":{"{{post}}":"application/json"},"body":{"id":"a"},"dependsOn":["1"]}""",
            $$"""{"id":"3","method":"Patch","url":"/trustFramework/keySets/B2C_1A_a","headers":{"{{patch}}":"application/json"},"body":{"keys":[]},"dependsOn":["2"]}""");

        items.Select(item => item.Status).Should().Equal(200, 201, 200);
    }

    [Fact]
    public async Task The_body_of_a_GET_or_DELETE_is_ignored()
    {
        var items = await Batch.SendAsync(
            Get("1", "/trustFramework/keySets", ""","body":"no base64!" """),
            Delete("2", "/trustFramework/policies/B2C_1A_none", ""","body":{"id":"a"},"headers":{"Content-Type":"application/json"}"""));

        items.Select(item => item.Status).Should().Equal(200, 404);
    }

    [Fact]
    public async Task Each_request_needs_its_own_permission()
    {
        var reader = new TrustFrameworkClient(server.CreateClient(), _tenant.Tenant)
        {
            Bearer = AccessTokens.Unsigned(AccessTokens.Application(_tenant.Tenant, AccessTokens.PolicyRead)),
        };

        var items = await new BatchClient(reader).SendAsync(Get("1", "/trustFramework/policies"), PutPolicy("2", "B2C_1A_A"), Get("3", "/organization"));

        items.Select(item => item.Status).Should().Equal(200, 403, 200);
        items[1].ShouldBeError(
            403, "AADB2C", "The application does not have any of the required application permissions (Policy.ReadWrite.TrustFramework) to access the resource. ");
    }

    [Theory]
    [InlineData("", "Access token is empty.")]
    [InlineData("1.2.3", "CompactToken parsing failed with error code: 80049217")]
    public async Task Without_a_valid_token_the_whole_batch_is_rejected(string token, string message)
    {
        using var http = server.CreateClient();
        var unauthenticated = new TrustFrameworkClient(http, _tenant.Tenant) { Bearer = token };

        (await new BatchClient(unauthenticated).PostRequestsAsync(Get("1", "/organization"))).ShouldBeError(401, "InvalidAuthenticationToken", message);
    }

    [Theory]
    [InlineData("Authorization", "Bearer Policy.Read.All")]
    [InlineData("Host", "evil.example")]
    [InlineData("Accept-Encoding", "gzip, br")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Content-Length", "7")]
    [InlineData("Expect", "100-continue")]
    public async Task A_request_cannot_override_the_token_the_host_or_connection_headers(string name, string value)
    {
        var item = await Batch.SendOneAsync(Get("1", "/organization", $$""","headers":{"{{name}}":"{{value}}"}"""));

        (item.Status, item.Body["@odata.context"]!.GetValue<string>(), item.Body["value"]![0]!["id"]!.GetValue<string>())
            .Should().Be((200, "http://localhost/beta/$metadata#organization", $"{_tenant.Tenant}"));
    }

    [Fact]
    public async Task Requests_without_a_client_request_id_use_that_of_the_batch()
    {
        var response = await _tenant.SendAsync(
            HttpMethod.Post,
            "/beta/$batch",
            TrustFrameworkClient.Json($$"""{"requests":[{{Get("1", "/organization")}},{{Get("2", "/organization", ""","headers":{"client-request-id":"own"}""")}}]}"""),
            request => request.Headers.Add("client-request-id", "whole"));

        response.Header("client-request-id").Should().Be("whole");
        response.Json["responses"]!.AsArray().Select(item => item!["headers"]!["client-request-id"]!.GetValue<string>()).Should().Equal("whole", "own");
    }

    [Fact]
    public async Task A_batch_can_have_twenty_requests()
    {
        var items = await Batch.SendAsync(Enumerable.Range(1, 20).Select(number => PutPolicy($"{number}", $"B2C_1A_{number}")));

        items.Select(item => (item.Id, item.Status)).Should().Equal(Enumerable.Range(1, 20).Select(number => ($"{number}", 201)));
        (await _tenant.GetAsync("policies/$count")).Text.Should().Be("20");
    }

    [Fact]
    public async Task A_batch_can_have_4_MiB_and_each_body_in_it_1_MiB()
    {
        static string Key(string id, int length) => Post(id, "/trustFramework/keySets", $$"""{"id":"{{id}}","note":"{{new string('x', length)}}"}""");
        const int MiB = 1024 * 1024;

        var items = await Batch.SendAsync(Key("a", MiB - 40), Key("b", MiB), Key("c", MiB - 40));
        var tooLarge = await Batch.PostRequestsAsync(Enumerable.Range(1, 4).Select(number => Key($"d{number}", MiB)));

        items.Select(item => item.Status).Should().Equal(201, 413, 201);
        items[1].ShouldBeError(413, "RequestEntityTooLarge", "The request body is larger than the limit of 1024 KB.");
        tooLarge.ShouldBeError(413, "RequestEntityTooLarge", "The request body is larger than the limit of 4096 KB.");
    }

    [Fact]
    public async Task A_batch_can_be_sent_in_chunks()
    {
        var response = await _tenant.SendAsync(
            HttpMethod.Post,
            "/beta/$batch",
            TrustFrameworkClient.Json($$"""{"requests":[{{PutPolicy("1", "B2C_1A_A")}}]}"""),
            request => request.Headers.TransferEncodingChunked = true);

        response.Json["responses"]![0]!["status"]!.GetValue<int>().Should().Be(201);
    }

    [Fact]
    public async Task A_batch_can_use_apostrophes_as_quotation_marks() =>
        JsonNode.Parse((await Batch.PostAsync("{'requests':[{'id':'1','method':'GET','url':'/organization'}]}")).Text)!["responses"]![0]!["status"]!.GetValue<int>().Should().Be(200);
}
