using System.Globalization;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login;

/// <summary>What belongs to one request of the login service: its ids, and how it refuses. One for each request.</summary>
internal sealed partial class LoginRequestContext(HttpContext context, IRandomSource random, DateTimeOffset now, ILogger<LoginRequestContext> logger)
    : IBindableFromHttpContext<LoginRequestContext>
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>The server's own id of the request: <c>trace_id</c> and <c>x-ms-request-id</c>.</summary>
    public string TraceId { get; } = random.NewId().ToString("D");

    /// <summary>The caller's id of the request if it gave one.</summary>
    public string CorrelationId { get; } = ReadClientRequestId(context.Request) ?? random.NewId().ToString("D");

    public LoginServiceAddress Address { get; } = new(Graph.RequestOrigin.Get(context.Request));

    /// <summary>The generation of the endpoint that was asked.</summary>
    public LoginVersion Version { get; } = context.GetEndpoint()?.Metadata.GetMetadata<LoginEndpointMetadata>()?.Version ?? LoginVersion.V2;

    /// <summary>Who was let in; null until somebody was.</summary>
    public string? ClientId { get; private set; }

    /// <summary>Why the request was refused; null unless it was.</summary>
    public LoginError? Error { get; private set; }

    public static async ValueTask<LoginRequestContext?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter) => await CreateAsync(context);

    /// <summary>Sets what every answer of the login service carries (conventions 5.1, 5.2).</summary>
    public static async ValueTask<LoginRequestContext> CreateAsync(HttpContext context)
    {
        var tenant = context.GetRouteValue("tenant") is string name && !LoginTenant.IsMultiTenantName(name) ? name : null;
        var now = await context.RequestServices.GetRequiredService<TenantRegistry>().GetUtcNowAsync(tenant);
        var exchange = ActivatorUtilities.CreateInstance<LoginRequestContext>(context.RequestServices, context, now);
        context.Features.Set(exchange);
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store, no-cache";
        headers.Pragma = "no-cache";
        headers["x-ms-request-id"] = exchange.TraceId;
        if (ReadClientRequestId(context.Request) is { } asked && context.Request.Headers["return-client-request-id"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase))
            headers["client-request-id"] = asked;
        return exchange;
    }

    /// <summary>The refusal as token clients read it; msal-node needs every member: conventions 5.2 [E].</summary>
    public IResult CreateErrorResult(LoginError refusal)
    {
        Record(refusal);
        var timestamp = FormatTimestamp();
        return TypedResults.Json(
            new LoginErrorResource
            {
                Error = refusal.Definition.Error,
                ErrorDescription = FormatDescription(refusal, timestamp),
                ErrorCodes = [refusal.Definition.Code],
                Timestamp = timestamp,
                TraceId = TraceId,
                CorrelationId = CorrelationId,
                ErrorUri = string.Create(CultureInfo.InvariantCulture, $"{Address.Origin}/error?code={refusal.Definition.Code}"),
                Suberror = refusal.Definition.Suberror,
            },
            LoginJson.Wire.LoginErrorResource,
            Json,
            refusal.Definition.Status);
    }

    /// <summary>The same for a redirect's <c>error_description</c> and for a page.</summary>
    public string FormatDescription(LoginError refusal) => FormatDescription(refusal, FormatTimestamp());

    public void Record(LoginError refusal)
    {
        Error = refusal;
        Log.Refused(logger, context.Request.Method, SanitizeForLog(context.Request.Path.ToUriComponent()), refusal.Definition.Name, SanitizeForLog(refusal.Text), CorrelationId);
    }

    /// <param name="what">The grant, or the document.</param>
    public void Record(string what, TenantId tenant, string client, string permissions)
    {
        ClientId = client;
        Log.Issued(logger, what, tenant, SanitizeForLog(client), SanitizeForLog(permissions), CorrelationId);
    }

    private string FormatDescription(LoginError refusal, string timestamp) =>
        $"{refusal.Definition.Name}: {refusal.Text} Trace ID: {TraceId} Correlation ID: {CorrelationId} Timestamp: {timestamp}";

    private string FormatTimestamp() => now.ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>msal-node gives it in the query, the others as a header: conventions 5 [E]. Only a GUID is taken, as it is repeated in answers and in the log.</summary>
    private static string? ReadClientRequestId(HttpRequest request) =>
        new[] { request.Headers["client-request-id"].ToString(), request.Query["client-request-id"].ToString() }
            .Select(text => Guid.TryParse(text, out var id) ? id.ToString("D") : null).FirstOrDefault(id => id is not null);

    /// <summary>Clients write parts of it: no line may look like two.</summary>
    private static string SanitizeForLog(string text) => string.Concat(text.Take(300).Select(c => char.IsControl(c) ? ' ' : c));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Login: {What} · tenant {Tenant} · client {Client} · {Permissions} · {CorrelationId}")]
        public static partial void Issued(ILogger logger, string what, TenantId tenant, string client, string permissions, string correlationId);

        [LoggerMessage(LogLevel.Warning, "Login: {Method} {Path} refused · {Code}: {Reason} · {CorrelationId}")]
        public static partial void Refused(ILogger logger, string method, string path, string code, string reason, string correlationId);
    }
}
