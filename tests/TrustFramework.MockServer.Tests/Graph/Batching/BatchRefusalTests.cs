using static TrustFramework.MockServer.Tests.Graph.Batching.BatchClient;

namespace TrustFramework.MockServer.Tests.Graph.Batching;

/// <summary>An invalid batch is rejected as a whole, and none of its requests is sent.</summary>
public sealed class BatchRefusalTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Invalid = "Invalid batch payload format.";
    private const string Mixed = "Batch should be either fully sequential or fully parallel.";

    private readonly TrustFrameworkClient _tenant = server.NewTenant();

    private BatchClient Batch => new(_tenant);

    [Theory]
    [Covers("BatchInvalid")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("""{"requests":null}""")]
    [InlineData("""{"requests":[]}""")]
    [InlineData("""{"requests":{}}""")]
    [InlineData("""{"requests":"none"}""")]
    public async Task A_batch_without_requests_is_rejected(string body) => (await Batch.PostAsync(body)).ShouldBeError(400, "BadRequest", Invalid);

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("""{"method":"GET","url":"/organization"}""")]
    [InlineData("""{"id":"","method":"GET","url":"/organization"}""")]
    [InlineData("""{"id":null,"method":"GET","url":"/organization"}""")]
    [InlineData("""{"id":2,"method":"GET","url":"/organization"}""")]
    [InlineData("""{"id":"2","url":"/organization"}""")]
    [InlineData("""{"id":"2","method":"HEAD","url":"/organization"}""")]
    [InlineData("""{"id":"2","method":"OPTIONS","url":"/organization"}""")]
    [InlineData("""{"id":"2","method":"FETCH","url":"/organization"}""")]
    [InlineData("""{"id":"2","method":"GET"}""")]
    [InlineData("""{"id":"2","method":"GET","url":""}""")]
    [InlineData("""{"id":"2","method":"GET","url":"/organi%00zation"}""")]
    [InlineData("""{"id":"2","method":"GET","url":null}""")]
    [InlineData("""{"id":"2","method":"GET","url":"https://graph.microsoft.com/beta/organization"}""")]
    [InlineData("""{"id":"2","method":"GET","url":"HTTP://localhost/beta/organization"}""")]
    [InlineData("""{"id":"2","method":"GET","url":"//localhost/beta/organization"}""")]
    [InlineData("""{"id":"2","method":"GET","url":"/organization\n"}""")]
    [InlineData("""{"id":"2","method":"GET","url":"/organization","headers":[]}""")]
    [InlineData("""{"id":"2","method":"GET","url":"/organization","headers":{"Accept":1}}""")]
    [InlineData("""{"id":"2","method":"GET","url":"/organization","headers":{"Accept ":"a"}}""")]
    [InlineData("""{"id":"2","method":"GET","url":"/organization","headers":{"":"a"}}""")]
    [InlineData("""{"id":"2","method":"GET","url":"/organization","headers":{"Accept":"a\r\nX: b"}}""")]
    [InlineData("""{"id":"2","method":"GET","url":"/organization","dependsOn":"1"}""")]
    [InlineData("""{"id":"2","method":"GET","url":"/organization","dependsOn":[1]}""")]
    [InlineData("""{"id":"2","method":"PUT","url":"/trustFramework/policies/B2C_1A_A/$value","headers":{"Content-Type":"application/xml"},"body":"<no base64>"}""")]
    [InlineData("""{"id":"2","method":"PUT","url":"/trustFramework/policies/B2C_1A_A/$value","headers":{"Content-Type":"application/xml"},"body":"abcde"}""")]
    [InlineData("""{"id":"2","method":"PUT","url":"/trustFramework/policies/B2C_1A_A/$value","headers":{"Content-Type":"application/xml"},"body":{}}""")]
    [InlineData("""{"id":"2","method":"PUT","url":"/trustFramework/policies/B2C_1A_A/$value","headers":{"Content-Type":"no type"},"body":7}""")]
    public Task A_batch_with_an_invalid_request_is_rejected(string request) => ShouldRefuseAsync("BadRequest", Invalid, request);

    [Theory]
    [Covers("BatchIdNotUnique")]
    [InlineData("mine", "mine")]
    [InlineData("mine", "MINE")]
    public async Task A_batch_with_a_repeated_id_in_any_case_is_rejected(string first, string second) =>
        (await Batch.PostRequestsAsync(Get(first, "/organization"), Get(second, "/domains"))).ShouldBeError(400, "BadRequest", $"Request Id {second} has to be unique in a batch.");

    [Fact]
    [Covers("BatchTooLong")]
    public async Task A_batch_with_more_than_twenty_requests_is_rejected() =>
        (await Batch.PostRequestsAsync(Enumerable.Range(1, 21).Select(number => Get($"{number}", "/organization"))))
            .ShouldBeError(400, "MaximumValueExceeded", "Number of batch request steps exceeds the maximum value of 20.");

    [Theory]
    [Covers("BatchContentTypeMissing")]
    [InlineData("POST", "")]
    [InlineData("PUT", ""","headers":{}""")]
    [InlineData("PATCH", ""","headers":{"Accept":"application/json"}""")]
    [InlineData("POST", ""","headers":{"Content-Type":""}""")]
    [InlineData("POST", ""","headers":{"Content-Type":null}""")]
    public Task A_batch_with_a_write_without_a_content_type_is_rejected(string method, string headers) => ShouldRefuseAsync(
        "BadRequest",
        "Write request with id 'x' does not contain a Content-Type header.",
        $$"""{"id":"x","method":"{{method}}","url":"/trustFramework/keySets","body":{"id":"a"}{{headers}}}""");

    [Theory]
    [Covers("BatchBodyMissing")]
    [InlineData("")]
    [InlineData(""","body":null""")]
    public Task A_batch_with_a_write_without_a_body_is_rejected(string body) => ShouldRefuseAsync(
        "BadRequest",
        "Write request id : x does not contain Content-Type header or body.",
        $$"""{"id":"x","method":"POST","url":"/trustFramework/keySets","headers":{"Content-Type":"application/json"}{{body}}}""");

    [Theory]
    [Covers("BatchNested")]
    [InlineData("/$batch")]
    [InlineData("$batch")]
    [InlineData("/$BATCH/")]
    [InlineData("/%24batch?a=b")]
    [InlineData("/beta/$batch")]
    public Task A_batch_within_a_batch_is_rejected(string address) => ShouldRefuseAsync(
        "BadRequest", "A batch cannot be a request of another batch.", Post("x", address, $$"""{"requests":[{{Get("1", "/organization")}}]}"""));

    [Theory]
    [InlineData("/$batch()")]
    [InlineData("/microsoft.graph.$batch")]
    public async Task A_nested_batch_with_an_alternative_url_gets_an_error(string address) =>
        (await Batch.SendOneAsync(Post("x", address, $$"""{"requests":[{{Get("1", "/organization")}}]}"""))).ShouldBeError(
            400, "BadRequest", "A batch cannot be a request of another batch.");

    [Theory]
    [Covers("BatchDependencyInvalid")]
    [InlineData(new[] { "", "9" }, "2")]
    [InlineData(new[] { "", "2" }, "2")]
    [InlineData(new[] { "2", "" }, "1")]
    [InlineData(new[] { "", "1", "4", "1" }, "3")]
    public async Task A_batch_with_a_dependency_on_a_later_or_unknown_request_is_rejected(string[] dependencies, string id) =>
        (await Batch.PostRequestsAsync(Requests(dependencies))).ShouldBeError(400, "BadRequest", $"Invalid dependency for request Id {id}.");

    [Fact]
    public async Task A_batch_with_a_null_dependency_is_rejected() =>
        (await Batch.PostRequestsAsync(Get("1", "/organization"), Get("2", "/organization", ""","dependsOn":[null]""")))
            .ShouldBeError(400, "BadRequest", "Invalid dependency for request Id 2.");

    [Theory]
    [Covers("BatchOrderMixed")]
    [InlineData("", "1", "")]
    [InlineData("", "", "1")]
    [InlineData("", "1", "2", "1")]
    [InlineData("", "1", "1,2")]
    [InlineData("", "1,1")]
    [InlineData("", "", "2")]
    public async Task A_batch_that_is_neither_sequential_nor_parallel_is_rejected(params string[] dependencies) =>
        (await Batch.PostRequestsAsync(Requests(dependencies))).ShouldBeError(400, "BadRequest", Mixed);

    [Theory]
    [InlineData("""{"requests":[""", "application/json", "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.")]
    [InlineData("", "application/json", "Empty Payload. JSON content expected.")]
    [InlineData("{}", "multipart/mixed", "Entity only allows writes with a JSON Content-Type header.")]
    public async Task A_batch_that_is_not_JSON_gets_the_error_of_any_JSON_body(string body, string type, string message) =>
        (await _tenant.SendAsync(HttpMethod.Post, "/beta/$batch", new StringContent(body, System.Text.Encoding.UTF8, type))).ShouldBeError(400, "BadRequest", message);

    [Fact]
    public async Task Other_methods_than_POST_return_404() =>
        (await _tenant.GetAsync("/beta/$batch")).Status.Should().Be(404);

    /// <summary>Creates requests with the ids 1, 2 and so on. Each element lists the ids that its request depends on.</summary>
    private static IEnumerable<string> Requests(string[] dependencies) => dependencies.Select((names, index) => Get(
        $"{index + 1}", "/organization", names.Length == 0 ? "" : $",\"dependsOn\":[{string.Join(',', names.Split(',').Select(name => $"\"{name}\""))}]"));

    /// <summary>Sends the request after a valid one, which must not be sent either.</summary>
    private async Task ShouldRefuseAsync(string code, string message, string request)
    {
        (await Batch.PostRequestsAsync(Post("1", "/trustFramework/keySets", """{"id":"done"}"""), request)).ShouldBeError(400, code, message);

        (await _tenant.GetAsync("keySets/$count")).Text.Should().Be("0");
    }
}
