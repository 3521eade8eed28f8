using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using TrustFramework.MockServer.Testing.Faults;
using TrustFramework.MockServer.Testing.Journal;
using TrustFramework.MockServer.Testing.Tenants;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing;

/// <summary>What the control plane does alike for everyone, which is the server, and for one tenant.</summary>
public abstract class ControlScope
{
    private readonly string _path;

    private protected ControlScope(ControlApiClient channel, string path)
    {
        ApiClient = channel;
        _path = path;
        Clock = new ClockControl(channel, path);
        Faults = new FaultControl(channel, path);
        Journal = new JournalControl(channel, path);
    }

    /// <summary>What time it is there.</summary>
    public ClockControl Clock { get; }

    /// <summary>What goes wrong there on purpose.</summary>
    public FaultControl Faults { get; }

    /// <summary>What clients sent there, what they were answered, and why.</summary>
    public JournalControl Journal { get; }

    internal ControlApiClient ApiClient { get; }

    /// <summary>Replaces policies, key sets and domain by these, and remembers them for a reset. Of the server: the default tenant's.</summary>
    /// <exception cref="MockServerException">400: a policy or a key set is no good, and nothing has changed.</exception>
    public Task<TenantSummary> SeedAsync(SeedDocument seed, CancellationToken cancellationToken = default) =>
        ApiClient.PutAsync($"{_path}/seed", seed, WireJson.Default.SeedDocument, WireJson.Default.TenantSummary, cancellationToken);

    /// <summary>The same from a folder's <c>*.xml</c> and <c>keysets.json</c>, in any order.</summary>
    public async Task<TenantSummary> SeedAsync(DirectoryInfo folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var zip = new MemoryStream();
        await ZipFile.CreateFromDirectoryAsync(folder.FullName, zip, cancellationToken).ConfigureAwait(false);
        zip.Position = 0;
        using var body = new StreamContent(zip) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };
        return await ApiClient.ReadAsync(HttpMethod.Put, $"{_path}/seed", body, WireJson.Default.TenantSummary, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets the seed, not what grew from it.</summary>
    public Task ForgetSeedAsync(CancellationToken cancellationToken = default) => ApiClient.SendAsync(HttpMethod.Delete, $"{_path}/seed", body: null, cancellationToken);

    /// <summary>Takes away state, journal, faults and clock, or those parts that are named, and plants the seed again.</summary>
    public async Task ResetAsync(ResetParts parts = ResetParts.All, CancellationToken cancellationToken = default)
    {
        using var body = JsonContent.Create(ResetRequest.From(parts), WireJson.Default.ResetRequest);
        await ApiClient.SendAsync(HttpMethod.Post, $"{_path}/reset", body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All state as JSON; the same state is always the same text.</summary>
    /// <param name="withSecrets">Whether private parts of keys, signing keys and codes are in it. What is left out does not come back.</param>
    public Task<string> TakeSnapshotAsync(bool withSecrets = false, CancellationToken cancellationToken = default) =>
        ApiClient.GetTextAsync($"{_path}/snapshot{(withSecrets ? "?secrets=true" : "")}", cancellationToken);

    /// <summary>Puts a snapshot in the place of all state. One tenant's can be put into another.</summary>
    public async Task RestoreAsync(string snapshot, CancellationToken cancellationToken = default)
    {
        using var body = ControlApiClient.CreateJsonContent(snapshot);
        await ApiClient.SendAsync(HttpMethod.Put, $"{_path}/snapshot", body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a token, right or wrong on purpose, signed by the tenant's key. Of the server: the default tenant's.</summary>
    public Task<IssuedToken> IssueTokenAsync(TokenRequest? request = null, CancellationToken cancellationToken = default) =>
        ApiClient.PostAsync($"{_path}/tokens", request ?? new TokenRequest(), WireJson.Default.TokenRequest, WireJson.Default.IssuedToken, cancellationToken);
}

/// <summary>What a reset takes away.</summary>
[Flags]
public enum ResetParts
{
    None = 0,

    /// <summary>All that clients have stored, signing keys too.</summary>
    State = 1,
    Journal = 2,
    Faults = 4,
    Clock = 8,
    All = State | Journal | Faults | Clock,
}
