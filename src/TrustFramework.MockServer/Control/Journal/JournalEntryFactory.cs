using Microsoft.AspNetCore.Http.Features;
using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Journal.Masking;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.MockServer.Login;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>What was sent, as far as the server saw it.</summary>
/// <param name="Status">0 when nothing was.</param>
internal readonly record struct SentResponse(int Status, ResponseRecorder Body);

/// <summary>Makes an entry of an exchange that is over. Here, and not later, secrets are taken out.</summary>
internal sealed class JournalEntryFactory(TenantRegistry tenants, TenantClocks clocks, TimeProvider time)
{
    private const string LoginRoutePrefix = "/{tenant}/";

    /// <param name="answered">When the answer was ready, by the server's own clock.</param>
    public async ValueTask<JournalEntry> CreateAsync(HttpContext context, OriginalRequest arrival, DateTimeOffset answered, SentResponse sent)
    {
        var (status, answer) = sent;
        var isLogin = context.GetEndpoint()?.Metadata.GetMetadata<LoginEndpointMetadata>() is not null;
        var exchange = isLogin ? null : GraphRequestContext.Find(context);
        var tenant = isLogin ? await FindLoginTenantAsync(context) : exchange?.Caller?.Tenant.Id ?? TenantId.Global;
        return new JournalEntry
        {
            Time = await clocks.ToTenantTimeAsync(tenant, answered),
            Duration = time.GetElapsedTime(arrival.Timestamp),
            Tenant = tenant,
            Details = isLogin ? GetLoginDetails(context) : exchange is null ? RequestDetails.None : GetGraphDetails(context, exchange),
            Method = arrival.Method,
            Origin = arrival.Origin,
            Path = TextMask.Apply(arrival.Path),
            Query = arrival.Query.Length > 1 ? $"?{QueryMask.Apply(arrival.Query[1..])}" : "",
            Protocol = context.Request.Protocol,
            RequestHeaders = HeaderMask.Apply(context.Request.Headers),
            RequestBody = GetRequestBody(context),
            Status = status,
            ResponseHeaders = HeaderMask.Apply(context.Response.Headers),
            ResponseBody = GetResponseBody(context, exchange, answer),
            IsAborted = ConnectionAbort.IsAborted(context),
            Fault = context.Features.Get<InjectedFault>() is { } injected ? new RecordedFault(injected.Rule, injected.Description) : null,
        };
    }

    private static RequestDetails GetGraphDetails(HttpContext context, GraphRequestContext exchange)
    {
        var route = context.GetEndpoint()?.Metadata;
        var operation = route?.GetMetadata<Operation>();
        var (principal, problem) = (exchange.Caller?.Principal, exchange.Error);
        return new RequestDetails
        {
            Client = principal?.ClientId,
            User = principal?.User?.Name ?? principal?.User?.Id,
            Operation = operation?.Id,
            OperationName = operation?.Name,
            Id = GetRouteKey(context, "id"),
            Key = GetRouteKey(context, "kid"),
            RequestId = exchange.RequestId,
            ClientRequestId = TextMask.Apply(exchange.ClientRequestId),
            CorrelationId = problem?.Definition.Layer == ErrorLayer.Backend ? exchange.RequestId : null,
            Refusal = problem is null ? null : new(problem.Definition.Code, TextMask.Apply(problem.Message), problem.Hint is null ? null : TextMask.Apply(problem.Hint)),
            Granted = principal?.Permissions,
            Accepted = route?.GetMetadata<PermissionRequirement>()?.AcceptedPermissions,
        };
    }

    private static RequestDetails GetLoginDetails(HttpContext context)
    {
        var exchange = context.Features.Get<LoginRequestContext>();
        var form = context.Features.Get<IFormFeature>()?.Form;
        var client = exchange?.ClientId ?? form?["client_id"].ToString() ?? context.Request.Query["client_id"].ToString();
        return new RequestDetails
        {
            Client = string.IsNullOrEmpty(client) ? null : TextMask.Apply(client),
            User = form?["username"].ToString() is { Length: > 0 } user ? TextMask.Apply(user) : null,
            Operation = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.Replace(LoginRoutePrefix, "", StringComparison.Ordinal),
            OperationName = "Login",
            RequestId = exchange?.TraceId,
            CorrelationId = exchange?.CorrelationId,
            Refusal = exchange?.Error is { } refusal ? new(refusal.Definition.Name, TextMask.Apply(refusal.Text), Hint: null) : null,
        };
    }

    private async ValueTask<TenantId> FindLoginTenantAsync(HttpContext context)
    {
        if (context.GetRouteValue("tenant") is not string name || LoginTenant.IsMultiTenantName(name))
            return tenants.Default.Id;
        return (await tenants.ResolveAsync(name))?.Id ?? TenantId.Global;
    }

    /// <summary>Whoever needed the body has read it: it is not read again, nor for the journal's sake.</summary>
    private static RecordedBody? GetRequestBody(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0)
            return null;
        if (context.Features.Get<RequestBodyFeature>() is { } read)
            return BodyMask.ApplyToRequest(read.Bytes, context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Request?.ContentType == "application/xml");
        if (context.Features.Get<IFormFeature>()?.Form is { } form)
            return BodyMask.ApplyToForm(form, request.ContentLength);
        return RecordedBody.Omitted(request.ContentLength, "The server did not read it.");
    }

    /// <summary>As it was before it was compressed.</summary>
    private static RecordedBody? GetResponseBody(HttpContext context, GraphRequestContext? exchange, ResponseRecorder answer)
    {
        var (bytes, length) = context.Response.Headers.ContentEncoding.Count > 0 && exchange is { ResponseContent: var whole }
            ? (whole, whole.Length)
            : (answer.RecordedBytes, answer.Length);
        return BodyMask.ApplyToResponse(bytes, length, context.Response.ContentType, isGraph: exchange is not null);
    }

    private static string? GetRouteKey(HttpContext context, string key) =>
        context.GetRouteValue(key) is string segment && EntityKey.TryParse(segment, provider: null, out var named) ? TextMask.Apply(named.Value) : null;
}
