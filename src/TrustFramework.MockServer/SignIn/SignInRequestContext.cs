using System.Globalization;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.SignIn;

/// <summary>The state of one request to an endpoint of a policy: its ids, its tenant and policy, and its outcome.</summary>
internal sealed partial class SignInRequestContext : IBindableFromHttpContext<SignInRequestContext>
{
    /// <summary>In characters, for each value that the log repeats.</summary>
    private const int MaxLoggedLength = 300;

    private readonly HttpContext _httpContext;
    private readonly ILogger<SignInRequestContext> _logger;
    private readonly string _timestamp;

    private SignInRequestContext(HttpContext httpContext, TenantId tenantId, Result<SignInTenant, PolicyError> tenant, DateTimeOffset now)
    {
        (_httpContext, TenantId, Tenant) = (httpContext, tenantId, tenant);
        _logger = httpContext.RequestServices.GetRequiredService<ILogger<SignInRequestContext>>();
        _timestamp = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        CorrelationId = httpContext.RequestServices.GetRequiredService<IRandomSource>().NewId().ToString("D");
    }

    public string CorrelationId { get; }

    /// <summary>The tenant and policy in the address, or the error of an address without any.</summary>
    public Result<SignInTenant, PolicyError> Tenant { get; }

    /// <summary>The id of the tenant in the path; <see cref="TenantId.Global"/> if the path names no tenant.</summary>
    public TenantId TenantId { get; }

    /// <summary>The client of an issued token or code; null until one is issued.</summary>
    public string? ClientId { get; private set; }

    /// <summary>Null unless the request failed.</summary>
    public PolicyError? Error { get; private set; }

    public static async ValueTask<SignInRequestContext?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter) => await GetOrCreateAsync(context);

    /// <summary>Null if the request is not for an endpoint of a policy.</summary>
    public static SignInRequestContext? Find(HttpContext context) => context.Features.Get<SignInRequestContext>();

    /// <summary>The first call reads the policy and sets the headers that every response has.</summary>
    public static async ValueTask<SignInRequestContext> GetOrCreateAsync(HttpContext context)
    {
        if (Find(context) is { } existing)
            return existing;
        var created = await CreateAsync(context);
        context.Features.Set(created);
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store, must-revalidate, no-cache";
        headers.Pragma = "no-cache";
        headers["x-request-id"] = created.CorrelationId;
        return created;
    }

    /// <summary>The error as clients of the token endpoint read it: error-codes.md [O].</summary>
    public IResult CreateErrorResult(PolicyError error)
    {
        Record(error);
        return TypedResults.Json(
            new PolicyErrorResource(error.Definition.Error, FormatDescription(error)), SignInJson.Wire.PolicyErrorResource, statusCode: error.Definition.Status);
    }

    /// <summary>The error as a page, for errors that cannot be sent to the client.</summary>
    public HtmlPage CreateErrorPage(PolicyError error)
    {
        Record(error);
        return new HtmlPage(
            "Sorry, but we're having trouble signing you in.",
            $"""<h1>Sorry, but we're having trouble signing you in.</h1><p class="error" role="alert">{HtmlPage.Encode(FormatDescription(error))}</p>""")
        {
            Status = error.Definition.Status,
        };
    }

    /// <summary>The text of <c>error_description</c>, with line ends as in the service. [O]</summary>
    public string FormatDescription(PolicyError error) => $"{error.Code}: {error.Text}\r\nCorrelation ID: {CorrelationId}\r\nTimestamp: {_timestamp}\r\n";

    public void Record(PolicyError error)
    {
        Error = error;
        var (method, path) = (_httpContext.Request.Method, Sanitize(_httpContext.Request.Path.ToUriComponent()));
        if (error.Hint is { } hint)
            Log.RequestFailedWithHint(_logger, method, path, Sanitize(error.Code), Sanitize(error.Text), CorrelationId, Sanitize(hint));
        else
            Log.RequestFailed(_logger, method, path, Sanitize(error.Code), Sanitize(error.Text), CorrelationId);
    }

    /// <param name="issued">What the client received: a grant type, or the response type of an authorization request.</param>
    public void RecordIssued(string issued, string client, string? user)
    {
        ClientId = client;
        Log.Issued(_logger, Sanitize(issued), TenantId, Sanitize(client), Sanitize(user ?? "no user"), CorrelationId);
    }

    private static async ValueTask<SignInRequestContext> CreateAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var (tenantName, policyId) = (context.GetRouteValue("tenant") as string ?? "", context.GetRouteValue("policy") as string ?? "");
        var tenant = await services.GetRequiredService<TenantRegistry>().FindForSignInAsync(tenantName);
        var found = await services.GetRequiredService<SignInTenantFinder>().FindAsync(tenant, tenantName, policyId, RequestOrigin.Get(context.Request));
        var id = tenant?.Id ?? TenantId.Global;
        return new SignInRequestContext(context, id, found, await services.GetRequiredService<TenantClocks>().GetUtcNowAsync(id));
    }

    private static string Sanitize(string text) => LogText.Sanitize(text, MaxLoggedLength);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Sign-in: {Issued:l} · tenant {Tenant:l} · client {Client:l} · {User:l} · {CorrelationId:l}")]
        public static partial void Issued(ILogger logger, string issued, TenantId tenant, string client, string user, string correlationId);

        [LoggerMessage(LogLevel.Warning, "Sign-in request failed: {Method:l} {Path:l} · {Code:l}: {Reason:l} · {CorrelationId:l}")]
        public static partial void RequestFailed(ILogger logger, string method, string path, string code, string reason, string correlationId);

        [LoggerMessage(LogLevel.Warning, "Sign-in request failed: {Method:l} {Path:l} · {Code:l}: {Reason:l} · {CorrelationId:l} -> {Hint:l}")]
        public static partial void RequestFailedWithHint(ILogger logger, string method, string path, string code, string reason, string correlationId, string hint);
    }
}
