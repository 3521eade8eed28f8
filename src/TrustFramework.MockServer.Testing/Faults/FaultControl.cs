using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing.Faults;

/// <summary>
/// Rules that inject faults into matching requests. They are evaluated in the order of creation, a tenant's rules before the server's,
/// up to the first rule that responds itself. The control plane is never affected.
/// </summary>
public sealed class FaultControl
{
    private readonly ControlApiClient _client;
    private readonly string _path;

    internal FaultControl(ControlApiClient client, string path) => (_client, _path) = (client, $"{path}/faults");

    /// <summary>Lists the rules in the order of evaluation, with the number of requests that each matched and affected.</summary>
    public async Task<IReadOnlyList<FaultRule>> ListAsync(CancellationToken cancellationToken = default) =>
        (await _client.GetAsync(_path, WireJson.Default.FaultList, cancellationToken).ConfigureAwait(false)).Faults;

    /// <summary>Adds a rule at the end.</summary>
    /// <returns>The stored rule with its id.</returns>
    /// <exception cref="MockServerException">400: the rule is invalid. 409: a rule with this id exists.</exception>
    public Task<FaultRule> AddAsync(FaultRule rule, CancellationToken cancellationToken = default) =>
        _client.PostAsync(_path, rule, WireJson.Default.FaultRule, WireJson.Default.FaultRule, cancellationToken);

    /// <summary>Adds or replaces the rule with this id.</summary>
    public Task<FaultRule> PutAsync(string id, FaultRule rule, CancellationToken cancellationToken = default) =>
        _client.PutAsync(GetPath(id), rule, WireJson.Default.FaultRule, WireJson.Default.FaultRule, cancellationToken);

    /// <exception cref="MockServerException">404: there is no rule with this id.</exception>
    public Task<FaultRule> ReadAsync(string id, CancellationToken cancellationToken = default) =>
        _client.GetAsync(GetPath(id), WireJson.Default.FaultRule, cancellationToken);

    /// <exception cref="MockServerException">404: there is no rule with this id.</exception>
    public Task RemoveAsync(string id, CancellationToken cancellationToken = default) =>
        _client.SendAsync(HttpMethod.Delete, GetPath(id), body: null, cancellationToken);

    /// <summary>Removes all rules.</summary>
    public Task ClearAsync(CancellationToken cancellationToken = default) => _client.SendAsync(HttpMethod.Delete, _path, body: null, cancellationToken);

    private string GetPath(string id) => $"{_path}/{Uri.EscapeDataString(id)}";
}
