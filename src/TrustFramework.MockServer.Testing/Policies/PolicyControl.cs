using System.Text;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing.Policies;

/// <summary>Views of policies that the service does not offer: the effective policy, the reference graph, and validation without an upload.</summary>
public sealed class PolicyControl
{
    private readonly ControlApiClient _client;
    private readonly Guid _tenant;

    internal PolicyControl(ControlApiClient client, Guid tenant) => (_client, _tenant) = (client, tenant);

    /// <summary>The policy merged with its base policies as one XML document that notes the origin of each element.</summary>
    /// <exception cref="MockServerException">404: there is no such policy. 409: a base policy is missing; the problem details name it.</exception>
    public Task<string> EffectiveAsync(string id, CancellationToken cancellationToken = default) =>
        _client.GetTextAsync($"/_mock/policies/{Uri.EscapeDataString(id)}/effective?format=xml&tenant={_tenant}", cancellationToken);

    /// <summary>The base policies and everything that the relying party references, as a Mermaid diagram.</summary>
    /// <exception cref="MockServerException">As for <see cref="EffectiveAsync"/>.</exception>
    public Task<string> GraphAsync(string id, CancellationToken cancellationToken = default) =>
        _client.GetTextAsync($"/_mock/policies/{Uri.EscapeDataString(id)}/graph?format=mermaid&tenant={_tenant}", cancellationToken);

    /// <summary>Validates a policy like an upload, and stores nothing.</summary>
    /// <param name="xml">The policy file as text.</param>
    /// <param name="id">The policy id in the request; null: the id in the file.</param>
    public async Task<PolicyValidationResult> ValidateAsync(string xml, string? id = null, CancellationToken cancellationToken = default)
    {
        using var body = new StringContent(xml, Encoding.UTF8, "application/xml");
        var query = id is null ? "" : $"&id={Uri.EscapeDataString(id)}";
        return await _client.ReadAsync(
            HttpMethod.Post, $"/_mock/validate?tenant={_tenant}{query}", body, WireJson.Default.PolicyValidationResult, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>The result of validating a policy.</summary>
public sealed record PolicyValidationResult
{
    public required bool Accepted { get; init; }

    /// <summary>The service's complete error message; null for a valid policy.</summary>
    public required string? Message { get; init; }

    /// <summary>Empty for a valid policy, and for a file that is not XML.</summary>
    public required IReadOnlyList<PolicyFinding> Findings { get; init; }

    /// <summary>Findings with which the policy is accepted, because the service may not refuse them.</summary>
    public required IReadOnlyList<PolicyFinding> Warnings { get; init; }
}

/// <summary>A validation error or warning.</summary>
public sealed record PolicyFinding
{
    public required string Rule { get; init; }

    public required string Message { get; init; }

    /// <summary>1-based; null, like the column, when the finding has no single location.</summary>
    public required int? Line { get; init; }

    public required int? Column { get; init; }

    /// <summary>The policy that line and column refer to.</summary>
    public required string PolicyId { get; init; }

    /// <summary>The suggested fix; null when there is none.</summary>
    public required string? Hint { get; init; }
}
