using System.Globalization;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login;

/// <summary>The state of one request to the login service: its ids, its tenant and its outcome.</summary>
internal sealed partial class LoginRequestContext : IBindableFromHttpContext<LoginRequestContext>
{
    /// <summary>In characters, for each value that the log repeats.</summary>
    private const int MaxLoggedLength = 300;

    private readonly HttpContext _httpContext;
    private readonly ILogger<LoginRequestContext> _logger;
    private readonly string _timestamp;

    private LoginRequestContext(HttpContext httpContext, TenantId tenantId, Result<LoginTenant, LoginError> tenant, DateTimeOffset now)
    {
        var random = httpContext.RequestServices.GetRequiredService<IRandomSource>();
        (_httpContext, TenantId, Tenant) = (httpContext, tenantId, tenant);
        _logger = httpContext.RequestServices.GetRequiredService<ILogger<LoginRequestContext>>();
        _timestamp = now.ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture);
        TraceId = random.NewId().ToString("D");
        CorrelationId = ReadClientRequestId(httpContext.Request) ?? random.NewId().ToString("D");
        Address = new LoginServiceAddress(Graph.RequestOrigin.Get(httpContext.Request));
        Version = httpContext.GetEndpoint()?.Metadata.GetMetadata<LoginEndpointMetadata>()?.Version ?? LoginVersion.V2;
    }

    /// <summary>The server's id of the request: <c>trace_id</c> and <c>x-ms-request-id</c>.</summary>
    public string TraceId { get; }

    /// <summary>The client's id of the request, or a new one if the client sends none.</summary>
    public string CorrelationId { get; }

    public LoginServiceAddress Address { get; }

    public LoginVersion Version { get; }

    /// <summary>The tenant in the path, or the error of a name that cannot be one.</summary>
    public Result<LoginTenant, LoginError> Tenant { get; }

    /// <summary>The id of the tenant in the path, also if the server has no capacity for it; <see cref="TenantId.Global"/> if the path names no tenant.</summary>
    public TenantId TenantId { get; private set; }

    /// <summary>The authenticated client; null until a token is issued.</summary>
    public string? ClientId { get; private set; }

    /// <summary>Null unless the request failed.</summary>
    public LoginError? Error { get; private set; }

    public static async ValueTask<LoginRequestContext?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter) => await GetOrCreateAsync(context);

    /// <summary>Null if the request is not for the login service.</summary>
    public static LoginRequestContext? Find(HttpContext context) => context.Features.Get<LoginRequestContext>();

    /// <summary>The first call resolves the tenant and sets the headers that every response of the login service has (conventions 5.1, 5.2).</summary>
    public static async ValueTask<LoginRequestContext> GetOrCreateAsync(HttpContext context)
    {
        if (Find(context) is { } existing)
            return existing;
        var created = await CreateAsync(context);
        context.Features.Set(created);
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store, no-cache";
        headers.Pragma = "no-cache";
        headers["x-ms-request-id"] = created.TraceId;
        if (ReadClientRequestId(context.Request) is { } requested && context.Request.Headers["return-client-request-id"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase))
            headers["client-request-id"] = requested;
        return created;
    }

    /// <summary>Assigns the domain in the path to its tenant: <see cref="TenantRegistry.AssignRequestedDomainAsync"/>.</summary>
    /// <returns>The tenant that has the domain, or an error if that is another tenant for which the server has no capacity.</returns>
    public async ValueTask<Result<LoginTenant, LoginError>> AssignDomainAsync(LoginTenant tenant)
    {
        var tenants = _httpContext.RequestServices.GetRequiredService<TenantRegistry>();
        var owner = tenant.IsMultiTenant ? tenant.Tenant : await tenants.AssignRequestedDomainAsync(tenant.Tenant);
        if (owner.Id == tenant.Tenant.Id)
            return tenant;
        TenantId = owner.Id;
        return await tenants.HasCapacityAsync(owner)
            ? tenant with { Tenant = owner, Now = await owner.GetUtcNowAsync(), Domain = await owner.GetEffectiveDomainAsync() }
            : LoginErrorCatalog.TenantUnknown.With(tenant.Name);
    }

    /// <summary>The error as token clients read it. msal-node requires every member: conventions 5.2 [E].</summary>
    public IResult CreateErrorResult(LoginError error)
    {
        Record(error);
        return TypedResults.Json(
            new LoginErrorResource
            {
                Error = error.Definition.Error,
                ErrorDescription = FormatDescription(error),
                ErrorCodes = [error.Definition.Code],
                Timestamp = _timestamp,
                TraceId = TraceId,
                CorrelationId = CorrelationId,
                ErrorUri = string.Create(CultureInfo.InvariantCulture, $"{Address.Origin}/error?code={error.Definition.Code}"),
                Suberror = error.Definition.Suberror,
            },
            LoginJson.Wire.LoginErrorResource,
            statusCode: error.Definition.Status);
    }

    /// <summary>The error as a page, for errors that cannot be sent to the client.</summary>
    public HtmlPage CreateErrorPage(LoginError error)
    {
        Record(error);
        return SignInPages.Error(FormatDescription(error));
    }

    /// <summary>The text of <c>error_description</c>, also for redirects and pages.</summary>
    public string FormatDescription(LoginError error) =>
        $"{error.Definition.Name}: {error.Text} Trace ID: {TraceId} Correlation ID: {CorrelationId} Timestamp: {_timestamp}";

    public void Record(LoginError error)
    {
        Error = error;
        var (method, path) = (_httpContext.Request.Method, Sanitize(_httpContext.Request.Path.ToUriComponent()));
        if (error.Hint is { } hint)
            Log.RequestFailedWithHint(_logger, method, path, error.Definition.Name, Sanitize(error.Text), CorrelationId, Sanitize(hint));
        else
            Log.RequestFailed(_logger, method, path, error.Definition.Name, Sanitize(error.Text), CorrelationId);
    }

    public void RecordToken(string grantType, TenantId tenant, string client, string permissions)
    {
        ClientId = client;
        Log.TokenIssued(_logger, grantType, tenant, Sanitize(client), Sanitize(permissions), CorrelationId);
    }

    private static async ValueTask<LoginRequestContext> CreateAsync(HttpContext context)
    {
        var tenants = context.RequestServices.GetRequiredService<TenantRegistry>();
        var name = context.GetRouteValue("tenant") as string ?? "";
        var tenant = LoginTenant.IsMultiTenantName(name) ? tenants.Default : await tenants.FindForSignInAsync(name);
        if (tenant is null)
        {
            var globalNow = await context.RequestServices.GetRequiredService<TenantClocks>().GetUtcNowAsync(TenantId.Global);
            return new LoginRequestContext(context, TenantId.Global, LoginErrorCatalog.TenantMalformed.With(name), globalNow);
        }

        var now = await tenant.GetUtcNowAsync();
        return new LoginRequestContext(
            context,
            tenant.Id,
            await tenants.HasCapacityAsync(tenant)
                ? new LoginTenant(name, tenant, now, await tenant.GetEffectiveDomainAsync())
                : LoginErrorCatalog.TenantUnknown.With(name),
            now);
    }

    /// <summary>msal-node sends it in the query, other clients as a header: conventions 5 [E]. Only a GUID is accepted, because responses and the log repeat it.</summary>
    private static string? ReadClientRequestId(HttpRequest request) =>
        new[] { request.Headers["client-request-id"].ToString(), request.Query["client-request-id"].ToString() }
            .Select(text => Guid.TryParse(text, out var id) ? id.ToString("D") : null).FirstOrDefault(id => id is not null);

    private static string Sanitize(string text) => LogText.Sanitize(text, MaxLoggedLength);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Token issued: {GrantType:l} · tenant {Tenant:l} · client {Client:l} · {Permissions:l} · {CorrelationId:l}")]
        public static partial void TokenIssued(ILogger logger, string grantType, TenantId tenant, string client, string permissions, string correlationId);

        [LoggerMessage(LogLevel.Warning, "Login request failed: {Method:l} {Path:l} · {Code:l}: {Reason:l} · {CorrelationId:l}")]
        public static partial void RequestFailed(ILogger logger, string method, string path, string code, string reason, string correlationId);

        [LoggerMessage(LogLevel.Warning, "Login request failed: {Method:l} {Path:l} · {Code:l}: {Reason:l} · {CorrelationId:l} -> {Hint:l}")]
        public static partial void RequestFailedWithHint(ILogger logger, string method, string path, string code, string reason, string correlationId, string hint);
    }
}
