using System.Text;

namespace TrustFramework.MockServer.Testing.Tests;

/// <summary>Small policies.</summary>
internal static class TestPolicies
{
    public const string WritePermission = "Policy.ReadWrite.TrustFramework";

    public static string Policy(string id, string domain, string? baseId = null) =>
        $"""
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="{domain}" PolicyId="{id}">
          {(baseId is null ? "" : $"<BasePolicy><TenantId>{domain}</TenantId><PolicyId>{baseId}</PolicyId></BasePolicy>")}
        </TrustFrameworkPolicy>
        """;

    public static async Task<int> UploadAsync(this TestTenant tenant, string id, string? baseId = null, CancellationToken cancellationToken = default)
    {
        using var graph = tenant.CreateClient(WritePermission);
        using var body = new StringContent(Policy(id, tenant.Domain, baseId), Encoding.UTF8, "application/xml");
        using var answer = await graph.PutAsync(new Uri($"trustFramework/policies/{id}/$value", UriKind.Relative), body, cancellationToken);
        return (int)answer.StatusCode;
    }

    public static async Task<int> StatusAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (int)answer.StatusCode;
    }

    public static async Task<MockServerException> ShouldRefuseAsync(this Func<Task> ask, string message) =>
        (await ask.Should().ThrowAsync<MockServerException>().WithMessage($"*{message}*")).Which;
}
