#pragma once

#include <string>
#include <string_view>

#include "daemon/file_descriptor.h"

// The file that the log is written to, which can be opened anew once it was moved away.

namespace calls::daemon {

class LogFile {
  public:
    // Throws std::system_error where it cannot be opened.
    explicit LogFile(std::string path);

    // Goes on with the old file where that throws.
    void reopen();
    // At the file's end. False: it could not be written, or not all of it.
    bool write(std::string_view line);

  private:
    std::string path_;
    FileDescriptor file_;
};

}  // namespace calls::daemon
