using Microsoft.AspNetCore.Http.Features;
using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Journal.Masking;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.MockServer.Login;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>What was sent, as far as the server saw it.</summary>
/// <param name="Status">0 when nothing was.</param>
internal readonly record struct Sent(int Status, AnswerTap Body);

/// <summary>Makes an entry of an exchange that is over. Here, and not later, secrets are taken out.</summary>
internal sealed class ExchangeReader(TenantRegistry tenants, TenantClocks clocks, TimeProvider time)
{
    private const string LoginPattern = "/{tenant}/";

    /// <param name="answered">When the answer was ready, by the server's own clock.</param>
    public async ValueTask<JournalEntry> ReadAsync(HttpContext context, Arrival arrival, DateTimeOffset answered, Sent sent)
    {
        var (status, answer) = sent;
        var isLogin = context.GetEndpoint()?.Metadata.GetMetadata<LoginEndpointMetadata>() is not null;
        var exchange = isLogin ? null : GraphRequestContext.Find(context);
        var tenant = isLogin ? await LoginTenantAsync(context) : exchange?.Caller?.Tenant.Id ?? TenantId.Everyone;
        return new JournalEntry
        {
            Time = await clocks.ReadAsync(tenant, answered),
            Duration = time.GetElapsedTime(arrival.Timestamp),
            Tenant = tenant,
            Facts = isLogin ? OfLogin(context) : exchange is null ? ExchangeFacts.None : OfGraph(context, exchange),
            Method = arrival.Method,
            Origin = arrival.Origin,
            Path = TextMask.Of(arrival.Path),
            Query = arrival.Query.Length > 1 ? $"?{QueryMask.Of(arrival.Query[1..])}" : "",
            Protocol = context.Request.Protocol,
            RequestHeaders = HeaderMask.Of(context.Request.Headers),
            RequestBody = RequestBodyOf(context),
            Status = status,
            AnswerHeaders = HeaderMask.Of(context.Response.Headers),
            AnswerBody = AnswerBodyOf(context, exchange, answer),
            Aborted = ConnectionAbort.IsAborted(context),
            Fault = context.Features.Get<Injected>() is { } injected ? new RecordedFault(injected.Rule, injected.What) : null,
        };
    }

    private static ExchangeFacts OfGraph(HttpContext context, GraphRequestContext exchange)
    {
        var route = context.GetEndpoint()?.Metadata;
        var operation = route?.GetMetadata<Operation>();
        var (principal, problem) = (exchange.Caller?.Principal, exchange.Error);
        return new ExchangeFacts
        {
            Client = principal?.ClientId,
            User = principal?.User?.Name ?? principal?.User?.Id,
            Operation = operation?.Id,
            OperationName = operation?.Name,
            Id = Named(context, "id"),
            Key = Named(context, "kid"),
            RequestId = exchange.RequestId,
            ClientRequestId = TextMask.Of(exchange.ClientRequestId),
            CorrelationId = problem?.Definition.Layer == ErrorLayer.Backend ? exchange.RequestId : null,
            Refusal = problem is null ? null : new(problem.Definition.Code, TextMask.Of(problem.Message), problem.Hint is null ? null : TextMask.Of(problem.Hint)),
            Granted = principal?.Permissions,
            Accepted = route?.GetMetadata<PermissionRequirement>()?.AcceptedPermissions,
        };
    }

    private static ExchangeFacts OfLogin(HttpContext context)
    {
        var exchange = context.Features.Get<LoginRequestContext>();
        var form = context.Features.Get<IFormFeature>()?.Form;
        var client = exchange?.ClientId ?? form?["client_id"].ToString() ?? context.Request.Query["client_id"].ToString();
        return new ExchangeFacts
        {
            Client = string.IsNullOrEmpty(client) ? null : TextMask.Of(client),
            User = form?["username"].ToString() is { Length: > 0 } user ? TextMask.Of(user) : null,
            Operation = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.Replace(LoginPattern, "", StringComparison.Ordinal),
            OperationName = "Login",
            RequestId = exchange?.TraceId,
            CorrelationId = exchange?.CorrelationId,
            Refusal = exchange?.Error is { } refusal ? new(refusal.Definition.Name, TextMask.Of(refusal.Text), Hint: null) : null,
        };
    }

    private async ValueTask<TenantId> LoginTenantAsync(HttpContext context)
    {
        if (context.GetRouteValue("tenant") is not string name || LoginTenant.IsMultiTenantName(name))
            return tenants.Default.Id;
        return (await tenants.ResolveAsync(name))?.Id ?? TenantId.Everyone;
    }

    /// <summary>Whoever needed the body has read it: it is not read again, nor for the journal's sake.</summary>
    private static RecordedBody? RequestBodyOf(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0)
            return null;
        if (context.Features.Get<RequestBodyFeature>() is { } read)
            return BodyMask.OfRequest(read.Bytes, context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Request?.ContentType == "application/xml");
        if (context.Features.Get<IFormFeature>()?.Form is { } form)
            return BodyMask.OfForm(form, request.ContentLength);
        return RecordedBody.Omitted(request.ContentLength, "The server did not read it.");
    }

    /// <summary>As it was before it was compressed.</summary>
    private static RecordedBody? AnswerBodyOf(HttpContext context, GraphRequestContext? exchange, AnswerTap answer)
    {
        var (bytes, length) = context.Response.Headers.ContentEncoding.Count > 0 && exchange is { ResponseContent: var whole }
            ? (whole, whole.Length)
            : (answer.Beginning, answer.Length);
        return BodyMask.OfAnswer(bytes, length, context.Response.ContentType, isGraphs: exchange is not null);
    }

    private static string? Named(HttpContext context, string key) =>
        context.GetRouteValue(key) is string segment && EntityKey.TryParse(segment, provider: null, out var named) ? TextMask.Of(named.Value) : null;
}
