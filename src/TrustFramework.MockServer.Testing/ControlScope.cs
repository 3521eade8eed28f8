using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using TrustFramework.MockServer.Testing.Faults;
using TrustFramework.MockServer.Testing.Journal;
using TrustFramework.MockServer.Testing.Tenants;
using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing;

/// <summary>The operations of the control plane that exist for the whole server and for one tenant.</summary>
public abstract class ControlScope
{
    private protected string Path { get; }

    private protected ControlScope(ControlApiClient client, string path)
    {
        ApiClient = client;
        Path = path;
        Clock = new ClockControl(client, path);
        Faults = new FaultControl(client, path);
        Journal = new JournalControl(client, path);
    }

    /// <summary>Reads and changes the time.</summary>
    public ClockControl Clock { get; }

    /// <summary>Adds and removes injected faults.</summary>
    public FaultControl Faults { get; }

    /// <summary>Reads the recorded requests and responses.</summary>
    public JournalControl Journal { get; }

    internal ControlApiClient ApiClient { get; }

    /// <summary>Scheme, host and port of the addresses for applications.</summary>
    private protected abstract string Origin { get; }

    /// <summary>Replaces policies, key sets, users, applications and domain, and keeps the seed for a reset. On the server it applies to the default tenant.</summary>
    /// <exception cref="MockServerException">400: a policy, key set, user or application is invalid. Nothing has changed.</exception>
    public Task<TenantSummary> SeedAsync(SeedDocument seed, CancellationToken cancellationToken = default) =>
        ApiClient.PutAsync($"{Path}/seed", seed, WireJson.Default.SeedDocument, WireJson.Default.TenantSummary, cancellationToken);

    /// <summary>Seeds from the <c>*.xml</c> files, <c>keysets.json</c>, <c>users.json</c> and <c>applications.json</c> of a folder. Their order does not matter.</summary>
    public async Task<TenantSummary> SeedAsync(DirectoryInfo folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var zip = new MemoryStream();
        await ZipFile.CreateFromDirectoryAsync(folder.FullName, zip, cancellationToken).ConfigureAwait(false);
        zip.Position = 0;
        using var body = new StreamContent(zip) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };
        return await ApiClient.ReadAsync(HttpMethod.Put, $"{Path}/seed", body, WireJson.Default.TenantSummary, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the stored seed. What was created from it stays.</summary>
    public Task ForgetSeedAsync(CancellationToken cancellationToken = default) => ApiClient.SendAsync(HttpMethod.Delete, $"{Path}/seed", body: null, cancellationToken);

    /// <summary>Clears state, journal, faults and clock, or the given parts, and applies the seed again.</summary>
    public async Task ResetAsync(ResetParts parts = ResetParts.All, CancellationToken cancellationToken = default)
    {
        using var body = JsonContent.Create(ResetRequest.From(parts), WireJson.Default.ResetRequest);
        await ApiClient.SendAsync(HttpMethod.Post, $"{Path}/reset", body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Exports all state as JSON. The same state always gives the same text.</summary>
    /// <param name="withSecrets">Includes private key parts, signing keys and codes. A snapshot without them does not restore them.</param>
    public Task<string> TakeSnapshotAsync(bool withSecrets = false, CancellationToken cancellationToken = default) =>
        ApiClient.GetTextAsync($"{Path}/snapshot{(withSecrets ? "?secrets=true" : "")}", cancellationToken);

    /// <summary>Replaces all state by a snapshot. A snapshot of one tenant can be restored into another.</summary>
    public async Task RestoreAsync(string snapshot, CancellationToken cancellationToken = default)
    {
        using var body = ControlApiClient.CreateJsonContent(snapshot);
        await ApiClient.SendAsync(HttpMethod.Put, $"{Path}/snapshot", body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Issues a valid or deliberately invalid token of the login service or of a policy. On the server, the tenant is the default one.</summary>
    /// <exception cref="MockServerException">404: the policy does not exist. 400: the token cannot be issued, for example because the policy has no key.</exception>
    public Task<IssuedToken> IssueTokenAsync(TokenRequest? request = null, CancellationToken cancellationToken = default) =>
        ApiClient.PostAsync($"{Path}/tokens", request is { Policy: not null, Origin: null } ? request with { Origin = Origin } : request ?? new TokenRequest(), WireJson.Default.TokenRequest, WireJson.Default.IssuedToken, cancellationToken);
}

/// <summary>The parts that a reset clears.</summary>
[Flags]
public enum ResetParts
{
    None = 0,

    /// <summary>Everything that clients have stored, and the signing keys.</summary>
    State = 1,
    Journal = 2,
    Faults = 4,
    Clock = 8,
    All = State | Journal | Faults | Clock,
}
