using System.Buffers.Text;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Applications;

/// <summary>The applications that are registered in a tenant. Those that every tenant has are not among them.</summary>
public sealed class ApplicationRepository
{
    /// <summary>The service's limit is higher. [I]</summary>
    public const int MaxApplications = 1000;

    /// <summary>The bytes of a generated secret: 40 characters.</summary>
    private const int SecretLength = 30;

    private const int HintLength = 3;

    /// <summary>The lifetime of a secret without an end. [D]</summary>
    private const int DefaultSecretYears = 2;

    private readonly Tenant _tenant;
    private readonly TenantServices _services;

    internal ApplicationRepository(Tenant tenant, TenantServices services) => (_tenant, _services) = (tenant, services);

    /// <summary>All applications, sorted by object id.</summary>
    public async ValueTask<IReadOnlyList<Application>> ListAsync() => (await _tenant.ReadAsync()).List<Application>();

    public async ValueTask<int> CountAsync() => (await _tenant.ReadAsync()).Count<Application>();

    /// <summary>The application with an object id.</summary>
    public async ValueTask<Result<Application, Refusal>> FindAsync(string id) => (await _tenant.ReadAsync()).Find<Application>(id) is { } application ? application : NotFound(id);

    /// <summary>The application with a client id; null when it is not registered.</summary>
    public async ValueTask<Application?> FindByAppIdAsync(string appId) => (await _tenant.ReadAsync()).FindByKey<Application>(Application.GetAppIdKey(appId));

    /// <summary>The application that a scope or a resource names by one of its identifier URIs; null when none has the URI.</summary>
    public async ValueTask<Application?> FindByIdentifierUriAsync(string identifier) => (await _tenant.ReadAsync()).FindByKey<Application>(Application.GetIdentifierUriKey(identifier));

    /// <summary>Whether a sign-in requires a registered application and redirect URI: as soon as an application of the tenant has a redirect URI.</summary>
    public async ValueTask<bool> RequireRegistrationAsync() => (await ListAsync()).Any(application => !application.RedirectUris.IsEmpty);

    /// <summary>Creates an application with generated ids.</summary>
    /// <param name="configure">Sets everything else. Pure.</param>
    public async ValueTask<Result<Application, Refusal>> CreateAsync(Func<Application, Application> configure)
    {
        var (id, appId) = (_services.Random.NewId().ToString("D"), _services.Random.NewId().ToString("D"));
        return await AddAsync(configure(new Application { Id = id, AppId = appId, DisplayName = "", CreatedDateTime = await _tenant.GetUtcNowAsync() }));
    }

    /// <summary>Creates an application from a seed, with its client id. The object id is the same each time that the seed is applied.</summary>
    public async ValueTask<Result<Application, Refusal>> SeedAsync(Application application) => await AddAsync(application with
    {
        Id = application.Id.Length > 0 ? application.Id : DeterministicGuid.Create($"application {_tenant.Id} {application.AppId}").ToString("D"),
        CreatedDateTime = await _tenant.GetUtcNowAsync(),
    });

    /// <param name="change">Pure. It keeps both ids.</param>
    public async ValueTask<Result<Application, Refusal>> UpdateAsync(string id, Func<Application, Application> change) =>
        (await _tenant.ChangeAsync(state => state.Find<Application>(id) is { } application ? Store(state, change(application), application) : NotFound(id)))
            .Map(changed => changed.After.Find<Application>(id)!);

    public async ValueTask<Result<Application, Refusal>> DeleteAsync(string id) =>
        (await _tenant.ChangeAsync(state => state.Find<Application>(id) is null ? NotFound(id) : state.Without<Application>(id)))
            .Map(changed => changed.Before.Find<Application>(id)!);

    /// <summary>Generates a client secret. The result is the only place where it can be read.</summary>
    /// <param name="start">Null for now.</param>
    /// <param name="end">Null for two years later.</param>
    public async ValueTask<Result<AddedSecret, Refusal>> AddSecretAsync(string id, string? displayName, DateTimeOffset? start, DateTimeOffset? end)
    {
        var from = start ?? await _tenant.GetUtcNowAsync();
        var text = Base64Url.EncodeToString(_services.Random.NewBytes(SecretLength));
        var secret = new ClientSecret(_services.Random.NewId(), displayName, text[..HintLength], from, end ?? from.AddYears(DefaultSecretYears), SecretHash.Create(text, _services.Random));
        return (await UpdateAsync(id, application => application with { Secrets = application.Secrets.Add(secret) })).Map(_ => new AddedSecret(secret, text));
    }

    public async ValueTask<Result<Application, Refusal>> RemoveSecretAsync(string id, Guid keyId) => (await _tenant.ChangeAsync(state =>
        state.Find<Application>(id) is not { } application ? NotFound(id)
        : application.Secrets.FirstOrDefault(secret => secret.KeyId == keyId) is { } secret ? state.With(application with { Secrets = application.Secrets.Remove(secret) })
        : new Refusal.ValueInvalid("keyId", "Write the keyId of one of the application's secrets.", DirectoryObjectType.Application)))
            .Map(changed => changed.After.Find<Application>(id)!);

    private async ValueTask<Result<Application, Refusal>> AddAsync(Application application)
    {
        var domain = await _tenant.FindAssignableDomainAsync(_tenant.RequestedDomain);
        return (await _tenant.ChangeAsync(state => 0 switch
        {
            _ when state.Count<Application>() >= MaxApplications => new Refusal.TooManyObjects(MaxApplications, DirectoryObjectType.Application),
            _ => Store(_tenant.AssignDomain(state, domain), application, before: null),
        })).Map(_ => application);
    }

    /// <param name="before">Null for a new application.</param>
    private static Result<TenantState, Refusal> Store(TenantState state, Application application, Application? before) => 0 switch
    {
        _ when ApplicationRules.Check(application) is { } refusal => refusal,
        _ when IsTaken(state, Application.GetAppIdKey(application.AppId), before) => new Refusal.ValueTaken("appId"),
        _ when application.IdentifierUris.Any(uri => IsTaken(state, Application.GetIdentifierUriKey(uri), before)) => new Refusal.ValueTaken("identifierUris"), // [O]
        _ when before is null && state.Find<Application>(application.Id) is not null => new Refusal.ValueTaken("id"),
        _ => state.With(application),
    };

    private static bool IsTaken(TenantState state, string key, Application? owner) => state.FindByKey<Application>(key) is { } other && other.Id != owner?.Id;

    private static Refusal.ObjectNotFound NotFound(string id) => new(id);
}

/// <summary>A new client secret.</summary>
/// <param name="text">The secret itself.</param>
public sealed class AddedSecret(ClientSecret secret, string text)
{
    public ClientSecret Secret { get; } = secret;

    public string Text { get; } = text;
}
