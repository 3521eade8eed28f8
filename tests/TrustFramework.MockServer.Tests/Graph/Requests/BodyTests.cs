using System.Net.Http.Headers;
using System.Text;

namespace TrustFramework.MockServer.Tests.Graph.Requests;

public sealed class BodyTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Unreadable =
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.";

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [Covers("JsonEmpty")]
    public async Task An_empty_body_gets_its_own_error(string body) =>
        (await _client.PostAsync("keySets", body)).ShouldBeError(400, "BadRequest", "Empty Payload. JSON content expected.");

    [Theory]
    [InlineData("no json")]
    [InlineData("{\"id\":\"a\"")]
    [InlineData("{\"id\":\"a\"} trailing")]
    [InlineData("{\"id\":\"a\",}")]
    [InlineData("{'id':'a\"}")]
    [InlineData("{\"id\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("<xml/>")]
    [Covers("JsonUnreadable")]
    public async Task A_body_that_is_not_JSON_gets_its_own_error(string body) =>
        (await _client.PostAsync("keySets", body)).ShouldBeError(400, "BadRequest", Unreadable);

    [Fact]
    public async Task Invalid_UTF8_is_not_JSON()
    {
        using var body = new ByteArrayContent([.. "{\"id\":\"a"u8, 0xFF, 0xC0, .. "\"}"u8]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await _client.SendAsync(HttpMethod.Post, "keySets", body)).ShouldBeError(400, "BadRequest", Unreadable);
    }

    [Theory]
    [InlineData(null, Unreadable)]
    [InlineData("text/plain", "Entity only allows writes with a JSON Content-Type header.")]
    [InlineData("application/xml", "Entity only allows writes with a JSON Content-Type header.")]
    [InlineData("application/x-www-form-urlencoded", "Entity only allows writes with a JSON Content-Type header.")]
    [InlineData("nonsense", "Entity only allows writes with a JSON Content-Type header.")]
    [Covers("JsonTypeExpected")]
    public async Task JSON_needs_a_JSON_content_type(string? type, string message)
    {
        using var body = CreateBody("""{"id":"a"}""", type);

        (await _client.SendAsync(HttpMethod.Post, "keySets", body)).ShouldBeError(400, "BadRequest", message);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("APPLICATION/JSON;charset=UTF-8")]
    [InlineData("application/json;odata.metadata=minimal")]
    public async Task A_JSON_content_type_can_have_parameters(string type)
    {
        using var body = CreateBody("\uFEFF{\"id\":\"a\"}", type);

        (await _client.SendAsync(HttpMethod.Post, "keySets", body)).Status.Should().Be(201);
    }

    [Theory]
    [InlineData("{'id':'it\\'s'}", "keySet")]
    [InlineData("{'id':'say \"hi\"'}", "keySet")]
    [Covers("FieldInvalid")]
    public async Task Apostrophes_as_quotation_marks_are_accepted(string body, string field) =>
        // The JSON is read; the characters of the id are then rejected.
        (await _client.PostAsync("keySets", body)).ShouldBeError(
            400, "AADB2C", $"The '{field}' field is invalid in request. Please check the request body and parameters.");

    [Fact]
    public async Task JSON_over_a_megabyte_is_rejected() =>
        (await _client.PostAsync("keySets", $$"""{"id":"{{new string('a', 1024 * 1024)}}"}""")).Status.Should().Be(413);

    [Fact]
    public async Task Deeply_nested_JSON_is_rejected() =>
        (await _client.PostAsync("keySets", $$"""{"id":"a","x":{{new string('[', 5000)}}{{new string(']', 5000)}}}""")).ShouldBeError(400, "BadRequest", Unreadable);

    private static ByteArrayContent CreateBody(string text, string? type)
    {
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (type is not null)
            body.Headers.TryAddWithoutValidation("Content-Type", type);
        return body;
    }
}
