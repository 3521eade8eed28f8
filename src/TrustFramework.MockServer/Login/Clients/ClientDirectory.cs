using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Clients;

/// <summary>The configured clients. The client <c>*</c> configures every client that is not listed. Without any configured client, every client is accepted with all permissions.</summary>
internal sealed class ClientDirectory
{
    public const string Any = "*";

    private readonly Dictionary<string, Client> _clients;

    public ClientDirectory(IEnumerable<KeyValuePair<string, ClientOptions>> clients)
    {
        _clients = clients.ToDictionary(client => client.Key, client => CreateClient(client.Key, client.Value), StringComparer.OrdinalIgnoreCase);
        Registered = [.. _clients.Values.Where(client => client.Id != Any).OrderBy(client => client.Id, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The clients that the settings list, ordered by id.</summary>
    public IReadOnlyList<Client> Registered { get; }

    /// <summary>Null if no such client is accepted.</summary>
    public Client? Find(string id) =>
        id != Any && _clients.TryGetValue(id, out var named) ? named
        : _clients.TryGetValue(Any, out var any) ? any with { Id = id, Name = any.Name == Any ? id : any.Name }
        : _clients.Count == 0 ? CreateClient(id, new ClientOptions())
        : null;

    private static Client CreateClient(string id, ClientOptions options) =>
        new(id, options.DisplayName ?? id, options.Permissions is { } names ? PermissionList.Parse(names) : null)
        {
            Secret = options.Secret,
            // Without its certificate the client would accept any secret. Validation of the settings has read the file already.
            Certificate = options.Certificate is { } file ? ClientCertificate.ReadFile(file) ?? throw new InvalidOperationException($"'{file}' contains no certificate with an RSA key.") : null,
            FederatedSubject = options.FederatedSubject,
            RedirectUris = [.. options.RedirectUris],
        };
}
