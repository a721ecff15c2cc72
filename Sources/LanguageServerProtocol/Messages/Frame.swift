package import JSONText

/// Messages as bytes for the stream, header included.
package enum Frame {
  /// Frames an answer.
  package static func response(to id: MessageID, result: some JSONWritable) -> [UInt8] {
    message { json in
      json.member("id", id)
      json.member("result", result)
    }
  }

  /// Frames the answer null.
  package static func response(to id: MessageID) -> [UInt8] {
    response(to: id, result: JSONValue.null)
  }

  /// Frames a failure; the id is nil where it could not be read.
  package static func response(to id: MessageID?, error: ResponseError) -> [UInt8] {
    message { json in
      if let id { json.member("id", id) } else { json.null("id") }
      json.member("error", error)
    }
  }

  /// Frames a notification.
  package static func notification(_ method: String, _ params: some JSONWritable) -> [UInt8] {
    message { json in
      json.member("method", method)
      json.member("params", params)
    }
  }

  /// Frames a request.
  package static func request(
    _ method: String, id: MessageID, _ params: (some JSONWritable)?
  )
    -> [UInt8]
  {
    message { json in
      json.member("id", id)
      json.member("method", method)
      json.member("params", params)
    }
  }

  /// Frames any message.
  package static func bytes(of message: RPCMessage) -> [UInt8] {
    switch message {
    case .request(let id, let method, let params): request(method, id: id, params)
    case .notification(let method, let params):
      self.message { json in
        json.member("method", method)
        json.member("params", params)
      }
    case .response(let id, .failure(let error)): response(to: id, error: error)
    case .response(let id, .success(let result)):
      self.message { json in
        json.member("id", id)
        json.member("result", result)
      }
    }
  }

  /// Frames a body that is written already.
  package static func bytes(ofBody body: [UInt8]) -> [UInt8] {
    var bytes = Array("Content-Length: \(body.count)\r\n\r\n".utf8)
    bytes.append(contentsOf: body)
    return bytes
  }

  private static func message(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("jsonrpc", "2.0")
      members(&json)
    }
    return bytes(ofBody: json.bytes)
  }
}
