using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing.Faults;

/// <summary>
/// Rules that say for which requests, which of them, and what goes wrong. They are asked in the order in which they were made, a tenant's
/// own before everyone's, up to the first that answers; so they queue up. The control plane is never hit.
/// </summary>
public sealed class FaultControl
{
    private readonly ControlApiClient _client;
    private readonly string _path;

    internal FaultControl(ControlApiClient channel, string path) => (_client, _path) = (channel, $"{path}/faults");

    /// <summary>In the order in which they are asked, with how many requests each has seen and hit.</summary>
    public async Task<IReadOnlyList<FaultRule>> ListAsync(CancellationToken cancellationToken = default) =>
        (await _client.GetAsync(_path, WireJson.Default.FaultList, cancellationToken).ConfigureAwait(false)).Faults;

    /// <summary>Adds a rule behind the others.</summary>
    /// <returns>The rule as the server has it, with its id.</returns>
    /// <exception cref="MockServerException">400: the rule makes no sense. 409: there is one of this id.</exception>
    public Task<FaultRule> AddAsync(FaultRule rule, CancellationToken cancellationToken = default) =>
        _client.PostAsync(_path, rule, WireJson.Default.FaultRule, WireJson.Default.FaultRule, cancellationToken);

    /// <summary>Adds a rule under this id, or puts it in the place of the one that is there.</summary>
    public Task<FaultRule> PutAsync(string id, FaultRule rule, CancellationToken cancellationToken = default) =>
        _client.PutAsync(GetPath(id), rule, WireJson.Default.FaultRule, WireJson.Default.FaultRule, cancellationToken);

    /// <exception cref="MockServerException">404: there is none of this id.</exception>
    public Task<FaultRule> ReadAsync(string id, CancellationToken cancellationToken = default) =>
        _client.GetAsync(GetPath(id), WireJson.Default.FaultRule, cancellationToken);

    /// <exception cref="MockServerException">404: there is none of this id.</exception>
    public Task RemoveAsync(string id, CancellationToken cancellationToken = default) =>
        _client.SendAsync(HttpMethod.Delete, GetPath(id), body: null, cancellationToken);

    /// <summary>Takes all rules away.</summary>
    public Task ClearAsync(CancellationToken cancellationToken = default) => _client.SendAsync(HttpMethod.Delete, _path, body: null, cancellationToken);

    private string GetPath(string id) => $"{_path}/{Uri.EscapeDataString(id)}";
}
