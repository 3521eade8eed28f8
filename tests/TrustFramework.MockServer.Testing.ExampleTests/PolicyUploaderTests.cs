using System.Net;
using TrustFramework.MockServer.Testing;
using TrustFramework.MockServer.Testing.Faults;
using TrustFramework.MockServer.Testing.Journal;

namespace Contoso.Policies;

// <tenant-per-test>
public sealed class PolicyUploaderTests(MockServerFixture mock) : IClassFixture<MockServerFixture>, IAsyncLifetime
{
    private TestTenant _tenant = null!;

    public async Task InitializeAsync() => _tenant = await mock.Server.CreateTenantAsync();

    public async Task DisposeAsync() => await _tenant.DisposeAsync();

    [Fact]
    public async Task Second_upload_replaces_the_policy()
    {
        using var graph = _tenant.CreateClient("Policy.ReadWrite.TrustFramework");
        var uploader = new PolicyUploader(graph);

        Assert.True(await uploader.UploadAsync("B2C_1A_Base", ExamplePolicies.Base(_tenant.Domain)));
        Assert.False(await uploader.UploadAsync("B2C_1A_Base", ExamplePolicies.Base(_tenant.Domain)));
    }
    // </tenant-per-test>

    [Fact]
    public async Task Invalid_policy_is_rejected_with_the_service_message()
    {
        using var graph = _tenant.CreateClient("Policy.ReadWrite.TrustFramework");

        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => new PolicyUploader(graph).UploadAsync("B2C_1A_Leaf", ExamplePolicies.Leaf(_tenant.Domain)));

        Assert.Contains("Policy with 'policyId': B2C_1A_BASE cannot be found", refused.Message, StringComparison.Ordinal);
    }

    // <faults>
    [Fact]
    public async Task Uploader_retries_when_throttled()
    {
        await _tenant.Faults.AddAsync(new FaultRule
        {
            Match = new FaultMatch { Operation = "P4" },
            When = new FaultTiming { Next = 2 },
            Outcome = new FaultOutcome { Kind = FaultOutcomeKind.TooManyRequests, RetryAfter = 0 },
        });
        using var graph = _tenant.CreateClient("Policy.ReadWrite.TrustFramework");

        Assert.True(await new PolicyUploader(graph).UploadAsync("B2C_1A_Base", ExamplePolicies.Base(_tenant.Domain)));

        await _tenant.Journal.VerifyAsync(
            new Expectation { Operation = "P4", Status = "429", Exactly = 2 },
            new Expectation { Operation = "P4", Status = "201", Exactly = 1 });
    }
    // </faults>

    // <clock>
    [Fact]
    public async Task Uploader_signs_in_again_after_token_expiry()
    {
        using var graph = new HttpClient(new ClientCredentialsHandler(_tenant.TokenEndpoint, mock.Server.CreateHandler())) { BaseAddress = mock.Server.GraphAddress };
        var uploader = new PolicyUploader(graph);
        await uploader.UploadAsync("B2C_1A_Base", ExamplePolicies.Base(_tenant.Domain));

        await _tenant.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        await uploader.UploadAsync("B2C_1A_Leaf", ExamplePolicies.Leaf(_tenant.Domain));

        await _tenant.Journal.VerifyAsync(
            new Expectation { Operation = "oauth2/v2.0/token", Status = "200", Exactly = 2 },
            new Expectation { Operation = "P4", Status = "201", Exactly = 2 });
    }
    // </clock>

    // <journal>
    [Fact]
    public async Task Uploader_sends_each_policy_once_with_least_privilege()
    {
        using var graph = _tenant.CreateClient();
        var uploader = new PolicyUploader(graph);

        await uploader.UploadAsync("B2C_1A_Base", ExamplePolicies.Base(_tenant.Domain));
        await uploader.UploadAsync("B2C_1A_Leaf", ExamplePolicies.Leaf(_tenant.Domain));

        await _tenant.Journal.VerifyAsync(
            new Expectation { Order = [new ExchangePattern { Id = "B2C_1A_Base" }, new ExchangePattern { Id = "B2C_1A_Leaf" }] },
            new Expectation { Operation = "P4", Exactly = 2, Permission = "Policy.ReadWrite.TrustFramework" },
            new Expectation { Status = "4xx", Never = true });
        var sent = await _tenant.Journal.ListAsync(new JournalFilter { Id = "B2C_1A_Leaf" });
        Assert.Contains("<PolicyId>B2C_1A_Base</PolicyId>", Assert.Single(sent).Request.Body?.Text, StringComparison.Ordinal);
    }
    // </journal>

    // <tokens>
    [Theory]
    [InlineData(TokenDefect.Expired, HttpStatusCode.Unauthorized)]
    [InlineData(TokenDefect.NoPermission, HttpStatusCode.Forbidden)]
    public async Task Upload_fails_with_an_invalid_token(TokenDefect defect, HttpStatusCode status)
    {
        var token = await _tenant.IssueTokenAsync(new TokenRequest { Wrong = defect });
        using var graph = _tenant.CreateClient();
        graph.DefaultRequestHeaders.Authorization = new("Bearer", token.AccessToken);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => new PolicyUploader(graph).UploadAsync("B2C_1A_Base", ExamplePolicies.Base(_tenant.Domain)));

        Assert.Equal(status, refused.StatusCode);
    }
    // </tokens>
}
