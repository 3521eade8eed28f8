using Microsoft.Kiota.Abstractions;
using TrustFramework.MockServer.ClientTests.Beta;
using TrustFramework.MockServer.ClientTests.Hosting;
using TrustFramework.MockServer.Tests;

namespace TrustFramework.MockServer.ClientTests.Graph;

/// <summary>
/// Every error is a complete ODataError, for entities and for streams: conventions 1.3, 9.4. For an empty body, HTML or problem+json
/// the library would throw another exception or lose the status.
/// </summary>
public sealed class ErrorTests
{
    [Fact]
    public async Task An_unknown_address()
    {
        var tenant = await TestTenant.NewAsync();

        var unknown = () => tenant.TrustFramework.SendAsync(Method.GET, "{+baseurl}/trustFramework/nothing");

        await unknown.ShouldFailAsync(400, "BadRequest", "Resource not found for the segment 'nothing'.");
    }

    /// <summary>Without a base URL, Microsoft.Graph sends requests to v1.0.</summary>
    [Fact]
    public async Task A_version_without_trustFramework()
    {
        var tenant = await TestTenant.NewAsync();

        var stable = () => tenant.TrustFramework.SendAsync(Method.GET, $"{tenant.Server.Address}v1.0/trustFramework/policies");

        await stable.ShouldFailAsync(400, "BadRequest", "Resource not found for the segment 'trustFramework'.");
    }

    [Theory]
    [InlineData(Method.POST, "{+baseurl}/trustFramework/policies/B2C_1A_Hello", 404, "UnknownError")]
    [InlineData(Method.DELETE, "{+baseurl}/trustFramework/keySets", 404, "UnknownError")]
    [InlineData(Method.PUT, "{+baseurl}/trustFramework/policies/B2C_1A_Hello", 400, "AADB2C99009")]
    [InlineData(Method.PUT, "{+baseurl}/trustFramework/keySets/a/keys_v2/b", 501, "NotImplemented")]
    public async Task A_method_that_the_address_does_not_support(Method method, string template, int status, string code)
    {
        var tenant = await TestTenant.NewAsync();

        var call = () => tenant.TrustFramework.SendAsync(method, template);

        await call.ShouldFailAsync(status, code);
    }

    [Fact]
    public async Task A_permission_that_is_missing()
    {
        var tenant = await TestTenant.NewAsync();
        var reader = tenant.CreateClient(AccessTokens.PolicyRead);

        var entity = () => reader.PostKeySetAsync(new TrustFrameworkKeySet { Id = "Keys" });
        var stream = () => reader.PutPolicyContentAsync("B2C_1A_Hello", TestStreams.Seekable(TestTenant.Policy("B2C_1A_Hello")));

        await entity.ShouldFailAsync(403, "AADB2C",
            "The application does not have any of the required application permissions (TrustFrameworkKeySet.ReadWrite.All) to access the resource. ");
        await stream.ShouldFailAsync(403, "AADB2C",
            "The application does not have any of the required application permissions (Policy.ReadWrite.TrustFramework) to access the resource. ");
    }

    [Fact]
    public async Task A_policy_that_fails_validation()
    {
        var tenant = await TestTenant.NewAsync();
        var xml = TestTenant.Policy("B2C_1A_Leaf", baseId: "B2C_1A_Base");

        var put = () => tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_Leaf", TestStreams.Seekable(xml));

        (await put.ShouldFailAsync(400, "AADB2C")).Message.Should().StartWith("Validation failed: 1 validation error(s) found in policy \"B2C_1A_LEAF\"");
    }

    [Fact]
    public async Task A_body_that_is_too_large()
    {
        var tenant = await TestTenant.NewAsync();
        var large = TestTenant.Policy("B2C_1A_Large") + new string(' ', 1024 * 1024);

        var withLength = () => tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_Large", TestStreams.Seekable(large));
        var chunked = () => tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_Large", TestStreams.NonSeekable(large));

        await withLength.ShouldFailAsync(413, "RequestEntityTooLarge");
        await chunked.ShouldFailAsync(413, "RequestEntityTooLarge");
    }

    [Fact]
    public async Task A_body_with_a_wrong_or_unknown_content_encoding()
    {
        var tenant = await TestTenant.NewAsync();

        var unknown = () => tenant.TrustFramework.PostKeySetAsync(
            new TrustFrameworkKeySet { Id = "Keys" }, request => request.Headers.Add("Content-Encoding", "zstd"));
        var plain = () => tenant.TrustFramework.PostKeySetAsync(
            new TrustFrameworkKeySet { Id = "Keys" }, request => request.Headers.Add("Content-Encoding", "gzip"));

        await unknown.ShouldFailAsync(415, "UnsupportedMediaType");
        await plain.ShouldFailAsync(400, "BadRequest", "The request body could not be decoded as 'gzip'.");
    }

    [Fact]
    public async Task A_body_with_an_unsupported_content_type()
    {
        var tenant = await TestTenant.NewAsync();

        var plain = () => tenant.TrustFramework.PostKeySetAsync(new TrustFrameworkKeySet { Id = "Keys" }, request =>
        {
            request.Headers.Remove("Content-Type");
            request.Headers.Add("Content-Type", "text/plain");
        });

        await plain.ShouldFailAsync(400, "BadRequest", "Entity only allows writes with a JSON Content-Type header.");
    }

    [Fact]
    public async Task The_response_repeats_the_clients_request_id()
    {
        var tenant = await TestTenant.NewAsync();
        var id = Guid.NewGuid().ToString();

        var read = () => tenant.TrustFramework.PostKeySetAsync(new TrustFrameworkKeySet(), request => request.Headers.Add("client-request-id", id));

        var error = await read.Should().ThrowExactlyAsync<Microsoft.Graph.Models.ODataErrors.ODataError>();
        error.Which.Error!.InnerError!.ClientRequestId.Should().Be(id);
    }
}
